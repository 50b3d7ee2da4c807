using ModuleBuild.Testing.NuGetServer;

namespace ModuleBuild.Testing;

/// <summary>
/// What tests in other languages and processes use of this library: <c>packages FOLDER SPEC...</c> writes packages of modules,
/// <c>FOLDER [LATENCY]</c> serves them.
/// </summary>
internal static class TestingProgram
{
    private static async Task Main(string[] arguments)
    {
        if (arguments is ["packages", var folder, .. var packages])
        {
            foreach (var package in packages)
            {
                Package(package).WriteTo(folder);
            }

            return;
        }

        await ServerProgram.RunAsync(arguments);
    }

    // As in: Acme.B@1.0.0 Acme.A@[1.0,2.0) (the module, then what it depends on).
    private static TestPackage Package(string text)
    {
        var parts = text.Split(' ');
        var (id, version) = Halves(parts[0]);
        return parts[1..].Select(Halves).Aggregate(
            TestPackage.Module(id, version).WithChangelog(),
            (package, dependency) => package.DependsOn(dependency.Id, dependency.Version));
    }

    private static (string Id, string Version) Halves(string text)
    {
        var at = text.IndexOf('@', StringComparison.Ordinal);
        return (text[..at], text[(at + 1)..]);
    }
}
