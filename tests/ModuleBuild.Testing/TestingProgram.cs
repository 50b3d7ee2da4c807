using ModuleBuild.Testing.NuGetServer;

namespace ModuleBuild.Testing;

/// <summary>
/// What tests in other languages and processes use of this library: <c>packages FOLDER SPEC...</c> writes packages of modules,
/// <c>proved FOLDER SPEC...</c> writes such as may be published, with symbols; <c>FOLDER [LATENCY [KEY]]</c> serves them.
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

        if (arguments is ["proved", var target, .. var proved])
        {
            foreach (var package in proved.Select(Package))
            {
                package.WithEvidence("findings.sarif", "findings", """{ "version": "2.1.0", "runs": [] }""").WithEvidence($"{package.Id}.vex.json", "vex", "{}")
                    .WithFile($"lib/net10.0/{package.Id}.dll", "code").WithSbom().WriteTo(target);
                await File.WriteAllBytesAsync(
                    Path.Combine(target, Path.ChangeExtension(package.FileName, ".snupkg")),
                    TestPackage.Library(package.Id, package.Version).WithFile($"lib/net10.0/{package.Id}.pdb", "symbols").ToBytes());
            }

            return;
        }

        await ServerProgram.RunAsync(arguments);
    }

    // As in: Acme.B@1.0.0 Acme.A@[1.0,2.0) +FILE (the module, then what it depends on, and a file with what its changelog says of the version).
    private static TestPackage Package(string text)
    {
        var parts = text.Split(' ');
        var (id, version) = Halves(parts[0]);
        var notes = parts[1..].Where(part => part.StartsWith('+')).Select(part => File.ReadAllText(part[1..])).FirstOrDefault();
        return parts[1..].Where(part => !part.StartsWith('+')).Select(Halves).Aggregate(
            TestPackage.Module(id, version).WithChangelog(notes ?? "- Something."),
            (package, dependency) => package.DependsOn(dependency.Id, dependency.Version));
    }

    private static (string Id, string Version) Halves(string text)
    {
        var at = text.IndexOf('@', StringComparison.Ordinal);
        return (text[..at], text[(at + 1)..]);
    }
}
