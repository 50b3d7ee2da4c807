using System.Diagnostics;
using System.Globalization;
using ModuleBuild.Security.Checks.Secrets;
using ModuleBuild.Security.Tests.Capabilities;

namespace ModuleBuild.Security.Tests.Checks.Secrets;

/// <summary>What everybody has on the machine: the text files of the SDK, the documentation of .NET, our own sources.</summary>
public sealed class OrdinaryTextTests(ITestOutputHelper output)
{
    private static readonly string[] Endings =
        [".xml", ".cs", ".vb", ".fs", ".json", ".config", ".props", ".targets", ".md", ".txt", ".resx", ".xlf", ".yml", ".sh", ".ps1", ".cmd", ".js", ".css", ".cshtml", ".razor", ".xaml", ".tasks", ".html", ".py", ".c", ".h"];

    [Fact]
    public void No_secret_is_found_in_a_million_lines_of_ordinary_text()
    {
        var token = TestContext.Current.CancellationToken;
        var (lines, bytes) = (0L, 0L);
        var found = new List<string>();
        var processor = TimeSpan.Zero;
        using var process = Process.GetCurrentProcess();
        foreach (var file in Files())
        {
            var content = File.ReadAllBytes(file);
            lines += content.AsSpan().Count((byte)'\n');
            bytes += content.Length;
            process.Refresh();
            var before = process.TotalProcessorTime;
            var places = SecretScanner.Scan(new MemoryStream(content), token);
            process.Refresh();
            processor += process.TotalProcessorTime - before;
            found.AddRange(places.Select(place => $"{file}({place.Line},{place.Column}): {place.Kind} '{place.Beginning}…' {place.Length}"));
        }

        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{lines} lines, {bytes >> 20} MiB, {bytes / 1e6 / processor.TotalSeconds:F0} MB a second of the processor"));
        Assert.True(found.Count == 0, string.Join('\n', found.Take(100)));
        Assert.SkipUnless(lines >= 1_000_000, $"There are only {lines} lines of text on this machine; none has a secret.");
    }

    private static IEnumerable<string> Files()
    {
        var options = new EnumerationOptions { RecurseSubdirectories = true, IgnoreInaccessible = true, AttributesToSkip = FileAttributes.ReparsePoint };
        string[] roots = [Path.Combine(ReferencePacks.DotnetRoot, "sdk"), Path.Combine(ReferencePacks.DotnetRoot, "packs"), Path.Combine(ReferencePacks.DotnetRoot, "templates"), .. OwnSources()];
        return roots.Where(Directory.Exists)
            .SelectMany(root => Directory.EnumerateFiles(root, "*", options))
            .Where(file => Endings.Contains(Path.GetExtension(file), StringComparer.OrdinalIgnoreCase) && !file.Contains("artifacts", StringComparison.Ordinal)
                && !file.Contains("PackedSecret", StringComparison.Ordinal)); // the sample that has one on purpose
    }

    private static IEnumerable<string> OwnSources()
    {
        var folder = AppContext.BaseDirectory;
        while (folder is not null && !File.Exists(Path.Combine(folder, "ModuleBuild.sln")))
        {
            folder = Path.GetDirectoryName(folder);
        }

        return folder is null ? [] : new[] { "src", "tests", "docs", "samples" }.Select(name => Path.Combine(folder, name));
    }
}
