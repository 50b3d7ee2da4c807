using System.Text.Json;
using System.Xml.Linq;
using ModuleBuild.Architecture.Tests.Rooms;

namespace ModuleBuild.Architecture.Tests.Documents;

/// <summary>docs/dependencies.md names what is really used, in the version that is really used.</summary>
public sealed class DependencyPageTests
{
    // They come with another package, and are pinned because the version that it asks for cannot be restored everywhere.
    private static readonly string[] OnlyPinned = ["FSharp.Core", "Microsoft.Diagnostics.Tracing.TraceEvent", "System.Management"];

    [Fact]
    public async Task Every_package_is_on_the_page_with_its_version()
    {
        var page = (await RepositoryFiles.InAsync("docs", "dependencies.md")).Single().ReadLines();

        Offenders.None(
            (await DependenciesAsync()).Where(dependency => !page.Any(line => IsRowOf(line, dependency))).Select(dependency => $"{dependency.Name} {dependency.Version}"),
            "Not in a row of docs/dependencies.md with this version:");
    }

    [Fact]
    public async Task Every_row_of_the_page_is_used()
    {
        var used = (await DependenciesAsync()).ToList();
        var rows = (await RepositoryFiles.InAsync("docs", "dependencies.md")).Single().ReadLines()
            .Where(line => line.StartsWith("| `", StringComparison.Ordinal) && line.Split('|').Length > 5);

        Offenders.None(rows.Where(row => !used.Any(dependency => IsRowOf(row, dependency))), "Rows of docs/dependencies.md that nothing uses in this version:");
    }

    [Fact]
    public async Task Every_pinned_package_is_used()
    {
        var projects = (await RepositoryFiles.InAsync(string.Empty, ".csproj")).Concat(await RepositoryFiles.InAsync(string.Empty, ".props"))
            .Where(file => !file.Path.StartsWith("samples/", StringComparison.Ordinal))
            .SelectMany(file => ProjectFile.Parse(file.Path, file.ReadText()).Packages)
            .ToHashSet(StringComparer.OrdinalIgnoreCase);

        Offenders.None(
            (await PinnedAsync()).Select(pin => pin.Name).Where(name => !projects.Contains(name) && !OnlyPinned.Contains(name)),
            "Directory.Packages.props names what no project references:");
    }

    private static bool IsRowOf(string line, (string Name, string Version) dependency) =>
        line.StartsWith($"| `{dependency.Name}` | {dependency.Version} |", StringComparison.Ordinal);

    private static async Task<IEnumerable<(string Name, string Version)>> DependenciesAsync()
    {
        var npm =
            from file in (await RepositoryFiles.InAsync("tests", "package.json")).Concat(await RepositoryFiles.InAsync("action", "package.json"))
            from item in Dependencies(file.ReadText())
            select item;
        return (await PinnedAsync()).Concat(npm);
    }

    private static async Task<IEnumerable<(string Name, string Version)>> PinnedAsync() =>
        from file in await RepositoryFiles.InAsync(string.Empty, "Directory.Packages.props")
        where !file.Path.StartsWith("samples/", StringComparison.Ordinal)
        from item in XDocument.Parse(file.ReadText()).Descendants("PackageVersion")
        select ((string)item.Attribute("Include")!, (string)item.Attribute("Version")!);

    private static List<(string Name, string Version)> Dependencies(string json)
    {
        using var document = JsonDocument.Parse(json);
        return
        [
            .. from section in document.RootElement.EnumerateObject()
               where section.Name is "dependencies" or "devDependencies"
               from item in section.Value.EnumerateObject()
               select (item.Name, item.Value.GetString()!),
        ];
    }
}
