using ModuleBuild.Core.Capabilities;
using ModuleBuild.Core.Capabilities.Reports;
using ModuleBuild.Security.Capabilities;
using ModuleBuild.Security.Capabilities.Summaries;
using ModuleBuild.Security.Tests.Capabilities.Patterns;
using ModuleBuild.Testing;

namespace ModuleBuild.Security.Tests.Capabilities;

/// <summary>Summaries that are kept: the same answer, whatever happens to the folder.</summary>
public sealed class SummaryCacheTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly string _assembly;

    public SummaryCacheTests()
    {
        _assembly = CompiledProgram.Compile(_folder.Path, "App", "using System.Diagnostics; using System.Linq; public class A { public async System.Threading.Tasks.Task Run<T>(T t) where T : new() { await System.Threading.Tasks.Task.Yield(); new T(); Process.Start(\"evil\"); typeof(A).GetMethod(\"Run\"); } }");
    }

    private string Cache => Path.Combine(_folder.Path, "cache");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Kept_summary_gives_the_same_report()
    {
        var made = Analyze();
        Assert.NotEmpty(Entries());

        Assert.Equal(made, Analyze());
        Assert.Equal(made, CapabilityReportFile.Write(Run(null)));
    }

    [Fact]
    public void Damaged_entry_is_made_again()
    {
        var made = Analyze();
        var entry = Assert.Single(Entries());
        var whole = File.ReadAllBytes(entry);
        foreach (var damage in new Func<byte[], byte[]>[] { bytes => [], bytes => bytes[..(bytes.Length / 2)], Flipped })
        {
            File.WriteAllBytes(entry, damage(whole));

            Assert.Equal(made, Analyze());
            Assert.Equal(whole, File.ReadAllBytes(entry));
        }
    }

    [Fact]
    public void Folder_that_cannot_be_written_costs_nothing_but_time()
    {
        _folder.Write("cache", "a file where the folder would be");

        Assert.Equal(CapabilityReportFile.Write(Run(null)), Analyze());
    }

    [Fact]
    public async Task Builds_share_the_folder()
    {
        var reports = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(Analyze, TestContext.Current.CancellationToken)));

        Assert.All(reports, report => Assert.Equal(reports[0], report));
        Assert.Single(Entries());
    }

    [Fact]
    public void Other_map_has_other_entries()
    {
        new SummaryCache(Cache, SharedMap.Map, "one").Get(_assembly);
        new SummaryCache(Cache, CapabilityMap.Parse(string.Empty).Map, "two").Get(_assembly);

        Assert.Equal(2, Entries().Length);
    }

    private static byte[] Flipped(byte[] bytes)
    {
        byte[] copy = [.. bytes];
        copy[copy.Length / 2] ^= 1;
        return copy;
    }

    private string[] Entries() => Directory.Exists(Cache) ? Directory.GetFiles(Cache, "*", SearchOption.AllDirectories) : [];

    private byte[] Analyze() => CapabilityReportFile.Write(Run(Cache));

    private CapabilityReport Run(string? cache) => CapabilityAnalysis.Run(
        new AnalysisRequest { Module = "App", Files = [new AnalyzedFile(_assembly, "App", IsRoot: true)], CacheFolder = cache },
        TestContext.Current.CancellationToken).Report;
}
