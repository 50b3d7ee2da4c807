using System.Collections.Immutable;
using ModuleBuild.Core.Compatibility;
using ModuleBuild.Core.Diagnostics;
using ModuleBuild.Tasks.Stages;
using ModuleBuild.Testing;

namespace ModuleBuild.Tasks.Tests.Releases;

public sealed class CompareCacheTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private int _made;

    [Fact]
    public void The_same_parts_are_not_compared_twice_and_a_damaged_entry_is_made_again()
    {
        var first = Get("a", "b");
        Assert.Equal(first.Findings, Get("a", "b").Findings);
        Assert.Equal(1, _made);

        Get("a", "c");
        Assert.Equal(2, _made);

        foreach (var file in Directory.GetFiles(_folder["cache"], "*", SearchOption.AllDirectories))
        {
            File.WriteAllText(file, "{");
        }

        Assert.Equal("MB3001", Get("a", "b").Findings[0].Code);
        Assert.Equal(3, _made);
    }

    public void Dispose() => _folder.Dispose();

    private (CompatibilityReport Report, ImmutableArray<Finding> Findings) Get(params string[] parts) => new CompareCache(_folder["cache"]).Get(parts, () =>
    {
        _made++;
        var finding = new Finding(DiagnosticCatalog.HostMemberMissing, "It is absent.", new SourceLocation("module.json", 3, 21)) { Subject = "/host/Acme.Gateway" };
        return (new CompatibilityReport(string.Empty, string.Empty, "net10.0", ApiCompatibility.First, []), [finding]);
    })!.Value;
}
