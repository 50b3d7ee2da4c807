using System.Diagnostics;
using System.Text;
using ModuleBuild.Core.Diagnostics;
using ModuleBuild.Core.Manifest;

namespace ModuleBuild.Core.Tests.Manifest.Robustness;

public sealed class SizeAndDepthTests : IDisposable
{
    private const int Limit = 1 << 20;
    private readonly string _folder = Directory.CreateTempSubdirectory("modulebuild-").FullName;

    [Fact]
    public void A_file_of_100_MB_is_refused_without_being_read()
    {
        var path = Path.Combine(_folder, "module.json");
        using (var stream = File.Create(path))
        {
            stream.SetLength(100_000_000);
        }

        var before = GC.GetAllocatedBytesForCurrentThread();
        var reading = ManifestReader.ReadFile(path);

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, Limit);
        Assert.Null(reading.Document);
        AssertFinding(
            reading, path, 0, 0, "The manifest cannot be read: it has 100000000 bytes, and 1048576 (1 MiB) is the limit. Move what is large to files of its own.");
    }

    [Fact]
    public void A_file_of_the_limit_is_read_and_one_byte_more_is_not()
    {
        var bytes = new byte[Limit + 1];
        bytes.AsSpan().Fill((byte)' ');
        MaximalManifest.Bytes.CopyTo(bytes, 0);

        Assert.Empty(ManifestReader.Read("m", bytes.AsMemory(0, Limit)).Findings);
        AssertFinding(
            ManifestReader.Read("m", bytes),
            "m",
            0,
            0,
            "The manifest cannot be read: it has 1048577 bytes, and 1048576 (1 MiB) is the limit. Move what is large to files of its own.");
    }

    [Fact]
    public void Sixty_four_levels_are_read_and_one_more_is_not()
    {
        Assert.Empty(BrokenText("{\"x-a\":" + new string('[', 63) + new string(']', 63) + "}"));
        var finding = Assert.Single(BrokenText("{\"x-a\":" + new string('[', 64) + new string(']', 64) + "}"));
        Assert.Equal(
            ("MB0026", "The manifest cannot be read: objects and arrays nest deeper than 64 levels. Make it flatter.", 71),
            (finding.Code, finding.Message, finding.Location.Column));
    }

    [Theory]
    [InlineData('[', 10_000)]
    [InlineData('[', Limit)]
    [InlineData('{', Limit)]
    [InlineData('"', Limit)]
    [InlineData('\\', Limit)]
    [InlineData('/', Limit)]
    [InlineData('\0', Limit)]
    [InlineData('\n', Limit)]
    [InlineData('a', Limit)]
    public void A_file_of_one_character_over_and_over_is_one_finding(char c, int count) => Assert.Single(BrokenText(new string(c, count)));

    [Fact]
    public void Broken_places_beyond_the_thirty_second_are_left_for_the_next_run() => Assert.Equal(33, BrokenText(new string(',', Limit)).Count);

    [Theory]
    [InlineData("", "1", "")]
    [InlineData("{\"manifestVersion\":", "1", "}")]
    [InlineData("{\"tags\":[", "0,", "0]}")]
    [InlineData("{\"tags\":[", "\"a1\",", "0]}")]
    [InlineData("{\"tags\":[", "\"a1\" ", "0]}")]
    [InlineData("{", "\"a\":0,", "\"b\":0}")]
    [InlineData("{", "/**/", "}")]
    [InlineData("{", "//\n", "}")]
    [InlineData("{\"tags\":[", "0,/**/", "0]}")]
    [InlineData("{\"x-a\":[", "[0,],", "0]}")]
    [InlineData("{\"x-a\":\"", "\\uD800", "\"}")]
    [InlineData("{\"host\":{", "\"a\\n\":{\"version\":1},", "\"b\":0}}")]
    [InlineData("{\"permissions\":{\"required\":[", "\"é\",", "0]}}")]
    [InlineData("{", "a:True,", "b:1}")]
    public void A_megabyte_of_mistakes_costs_little_and_has_an_end(string start, string over, string end)
    {
        var text = start + string.Concat(Enumerable.Repeat(over, (Limit - 100) / Encoding.UTF8.GetByteCount(over))) + end;
        var bytes = Encoding.UTF8.GetBytes(text);
        var before = GC.GetAllocatedBytesForCurrentThread();
        var watch = Stopwatch.StartNew();

        var findings = ManifestReader.Read("module.json", bytes).Findings;

        Assert.InRange(watch.ElapsedMilliseconds, 0, 30_000);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 2_000_000_000);
        Assert.InRange(findings.Length, 1, 1_001);
        Assert.All(findings, finding => Assert.InRange(finding.Message.Length, 10, 1_000));
    }

    [Fact]
    public void After_a_thousand_findings_the_rest_is_summed_up()
    {
        var text = $"{{\"tags\":[{string.Concat(Enumerable.Repeat("0,", 5_000))}0]}}";
        var findings = ManifestReader.Read("module.json", Encoding.UTF8.GetBytes(text)).Findings;

        Assert.Equal(1_001, findings.Length);
        Assert.Equal(
            ("MB0026", "The manifest cannot be read: it has more than 1000 findings, and the rest is not shown. Mend these first."),
            (findings[^1].Code, findings[^1].Message));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static IReadOnlyList<Finding> BrokenText(string text) => Json.BrokenJson.Findings(Encoding.UTF8.GetBytes(text));

    private static void AssertFinding(ManifestReading reading, string path, int line, int column, string message)
    {
        var finding = Assert.Single(reading.Findings);
        Assert.Equal(("MB0026", new SourceLocation(path, line, column), message), (finding.Code, finding.Location, finding.Message));
    }
}
