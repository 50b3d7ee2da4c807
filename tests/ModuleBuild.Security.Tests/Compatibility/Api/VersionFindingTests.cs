using ModuleBuild.Core.Compatibility;
using ModuleBuild.Core.Diagnostics;
using ModuleBuild.Security.Compatibility.Api;
using NuGet.Versioning;

namespace ModuleBuild.Security.Tests.Compatibility.Api;

/// <summary>MB3006.</summary>
public sealed class VersionFindingTests
{
    private static readonly ApiDifference Removed = new("CP0002", true, "Acme.IOrderExporter.Export()", "removed", "M:Acme.IOrderExporter.Export");
    private static readonly ApiDifference Added = new("CP0001", false, "Acme.Fresh", "added", "T:Acme.Fresh");

    [Theory]
    [InlineData("1.2.0", "1.3.0", "2.0.0")]
    [InlineData("1.2.0", "2.0.0", null)]
    [InlineData("1.2.0", "2.0.0-beta.1", null)]
    [InlineData("1.2.0", "2.0.0-beta.1+abc", null)]
    [InlineData("1.2.0", "1.9.0-beta.1", "2.0.0")]
    [InlineData("0.4.1", "0.4.2", "0.5.0")]
    [InlineData("0.4.1", "0.5.0", null)]
    [InlineData("0.4.1", "1.0.0", null)]
    public void What_breaks_needs_a_major_version_and_before_1_a_minor_one(string last, string version, string? needed) =>
        Assert.Equal(Message("Acme.IOrderExporter.Export() removed", last, version, needed, "\n  CP0002  Acme.IOrderExporter.Export()  removed"), Find(last, version, Removed, Added)?.Message);

    [Theory]
    [InlineData("1.2.0", "1.2.1", "1.3.0")]
    [InlineData("1.2.0", "1.3.0", null)]
    [InlineData("1.2.0", "1.3.0-rc.1", null)]
    [InlineData("0.4.1", "0.4.2", null)]
    public void What_is_added_needs_a_minor_version_and_before_1_a_patch(string last, string version, string? needed) =>
        Assert.Equal(Message("Acme.Fresh added", last, version, needed, "\n  CP0001  Acme.Fresh  added"), Find(last, version, Added)?.Message);

    [Fact]
    public void Where_nothing_changed_or_was_compared_there_is_nothing_to_say()
    {
        Assert.Null(Find("1.2.0", "1.2.0.1"));
        Assert.Null(VersionFinding.Of(ApiCompatibility.First, NuGetVersion.Parse("1.0.0"), SourceLocation.None));
        Assert.Null(VersionFinding.Of(new ApiCompatibility(NuGetVersion.Parse("1.0.0"), NotComparedReason.Unusable, [Removed]), NuGetVersion.Parse("1.0.1"), SourceLocation.None));
    }

    [Fact]
    public void Many_differences_are_counted_in_the_first_line_and_the_list_ends()
    {
        var many = Enumerable.Range(0, 30).Select(at => Removed with { Member = $"Acme.M{at}()" });

        var lines = Find("1.2.0", "1.3.0", [.. many, Added])!.Message.Split('\n');

        Assert.Equal("Public API: Acme.M0() removed and 29 more breaking changes since 1.2.0; the version must be 2.0.0, is 1.3.0.", lines[0]);
        Assert.Equal(22, lines.Length);
        Assert.Equal("  … 10 more, in compatibility.json", lines[^1]);
    }

    private static Finding? Find(string last, string version, params ApiDifference[] differences) =>
        VersionFinding.Of(new ApiCompatibility(NuGetVersion.Parse(last), null, [.. differences]), NuGetVersion.Parse(version), new SourceLocation("module.json", 4, 14));

    private static string? Message(string what, string last, string version, string? needed, string list) =>
        needed is null ? null : $"Public API: {what} since {last}; the version must be {needed}, is {version}.{list}";
}
