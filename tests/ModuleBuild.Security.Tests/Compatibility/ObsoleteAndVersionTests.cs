using ModuleBuild.Core.Diagnostics;
using ModuleBuild.Core.Manifest;
using ModuleBuild.Core.Manifest.Ranges;
using ModuleBuild.Security.Compatibility;
using NuGet.Versioning;

namespace ModuleBuild.Security.Tests.Compatibility;

/// <summary>MB3004, MB3005, MB3007.</summary>
public sealed class ObsoleteAndVersionTests
{
    [Theory]
    [InlineData("[Obsolete(\"Removed in 9.0.\")] public class Tags { public int Count { get; set; } }", "Acme.Gateway.Tags,", "It says: 'Removed in 9.0.'.")]
    [InlineData("public class Tags { [Obsolete] public int Count { get; set; } }", "Acme.Gateway.Tags.Count,", "It says no replacement.")]
    [InlineData("public class Tags { [Obsolete(\"Two\\nlines\", true)] public int Count { get; set; } }", "Acme.Gateway.Tags.Count,", "It says: 'Two lines'.")]
    public void MB3004_tells_what_the_attribute_says(string newer, string member, string says)
    {
        using var host = new HostScenario().Host("8.3.0", "public class Tags { public int Count { get; set; } }").Host("8.4.0", newer)
            .Module("public class Module { public int Run(Tags tags) => tags.Count; }");

        Assert.Equal([$"MB3004 Acme.Orders.dll uses {member} obsolete since Acme.Gateway 8.4.0. {says}"], host.Found());
    }

    [Fact]
    public void What_compilers_write_for_older_compilers_is_not_obsolete()
    {
        using var host = new HostScenario().Host("8.3.0", "public ref struct Span { public int Length; } public class Named { public required string Name; }")
            .Module("public class Module { public int Run(Span span) => span.Length; public Named Make() => new Named { Name = \"\" }; }");

        Assert.Empty(host.Found());
    }

    [Theory]
    [InlineData("[8.3,9.0)", "8.4.1", "The module is compiled against Acme.Gateway 8.4.1, but its range [8.3,9.0) begins with 8.3. Reference 8.3.x, or raise the range to \"[8.4,9.0)\".")]
    [InlineData("8.3", "9.0.0", "The module is compiled against Acme.Gateway 9.0.0, but its range 8.3 begins with 8.3. Reference 8.3.x, or raise the range to \"[9.0,10.0)\".")]
    [InlineData("[8.3,9.0)", "9.1.0", "The module is compiled against Acme.Gateway 9.1.0, but its range [8.3,9.0) leaves that out. Reference a version that is in it, or widen it.")]
    [InlineData("[8.3,9.0)", "8.3.7", null)]
    [InlineData("[8.4.1,9.0)", "8.4.1", null)]
    [InlineData("(,9.0)", "8.4.1", null)]
    [InlineData("*", "8.4.1", null)]
    [InlineData("[8.3,9.0)", null, null)]
    public void MB3005_compares_the_version_that_was_restored(string range, string? restored, string? message)
    {
        var requirement = Gateway(range) with { CompiledAgainst = restored is null ? null : NuGetVersion.Parse(restored) };

        Assert.Equal(message, CompiledVersion.Check(requirement, isProject: false)?.Message);
        Assert.Null(CompiledVersion.Check(requirement with { IsHost = false }, isProject: false));
    }

    [Fact]
    public void A_project_is_compiled_against_as_it_is()
    {
        Assert.Null(CompiledVersion.Check(Gateway("[8.3,9.0)") with { CompiledAgainst = NuGetVersion.Parse("8.4.0") }, isProject: true));
        Assert.Equal("MB3005", CompiledVersion.Check(Gateway("[8.3,9.0)") with { CompiledAgainst = NuGetVersion.Parse("9.0.0") }, isProject: true)?.Code);
    }

    [Theory]
    [InlineData("net10.0", "net8.0", "net10.0", "The module targets net10.0, but Acme.Gateway 8.3.0 runs net8.0. Target net8.0, or narrow the range to \"[8.4.0,9.0)\".")]
    [InlineData("net10.0", "net8.0", "net8.0", "The module targets net10.0, but Acme.Gateway 8.3.0, 8.4.0 runs net8.0. Target net8.0.")]
    [InlineData("net10.0;net8.0", "net8.0", "net8.0", null)]
    [InlineData("net8.0", "net8.0", "net10.0", null)]
    [InlineData("net10.0", "net8.0;netstandard2.0", "netstandard2.0", null)]
    [InlineData("netstandard2.0", "net8.0", "net8.0", null)]
    [InlineData("net10.0-windows", "", "net10.0", null)]
    [InlineData("rubbish", "more rubbish", "net10.0", null)]
    public void MB3007_compares_frameworks(string targets, string older, string newer, string? message)
    {
        HostVersion[] versions = [Version("8.3.0", older), Version("8.4.0", newer)];

        var finding = HostFramework.Check(Gateway("[8.3,9.0)"), [.. targets.Split(';')], versions);
        Assert.Equal(message is null ? null : $"MB3007 {message}", finding is null ? null : $"{finding.Code} {finding.Message}");

        static HostVersion Version(string version, string frameworks) =>
            new(NuGetVersion.Parse(version), [], [.. frameworks.Split(';', StringSplitOptions.RemoveEmptyEntries)]);
    }

    [Fact]
    public void Pre_releases_count_where_somebody_names_one()
    {
        var requirement = Gateway("[8.3,9.0)");

        Assert.False(requirement.Promises(NuGetVersion.Parse("9.0.0-rc.1")));
        Assert.False(requirement.Promises(NuGetVersion.Parse("8.4.0-beta")));
        Assert.True(requirement.Promises(NuGetVersion.Parse("8.4.0")));
        Assert.True((requirement with { CompiledAgainst = NuGetVersion.Parse("8.4.0-beta") }).Promises(NuGetVersion.Parse("8.4.0-beta")));
        Assert.True(Gateway("[9.0.0-rc.1,10.0)").Promises(NuGetVersion.Parse("9.0.0-rc.2")));
    }

    private static Requirement Gateway(string range) =>
        new("Acme.Gateway", new WrittenRange(range, RangeReader.Parse(range).Range!), new SourceLocation("module.json", 3, 21), "/host/Acme.Gateway", IsHost: true);
}
