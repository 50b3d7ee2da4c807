using ModuleBuild.Cli.Updating;
using ModuleBuild.Core.Diagnostics;
using ModuleBuild.Core.Ports;
using ModuleBuild.Core.Resolution.Packages;
using ModuleBuild.Core.Resolution.Results;
using NuGet.Versioning;

namespace ModuleBuild.Cli.Tests.Resolution;

/// <summary>What is said of a newer version.</summary>
public sealed class ChangeDetailsTests : IModulePackages
{
    [Fact]
    public async Task Advisories_that_a_version_mends_are_told_apart_from_those_that_it_keeps()
    {
        var source = new MemorySource(
        [
            Facts("1.0.0") with { Advisories = [new("GHSA-1", AdvisorySeverity.High), new("GHSA-2", AdvisorySeverity.Low)] },
            Facts("1.1.0") with { Advisories = [new("GHSA-2", AdvisorySeverity.Low)], Changelog = "- Mended." },
        ]);
        var change = new VersionChange("Acme.A", NuGetVersion.Parse("1.0.0"), NuGetVersion.Parse("1.1.0"), "");

        var told = await new ChangeDetails(source, this).TellAsync(change, true, null, CancellationToken.None);

        Assert.Equal(["GHSA-1"], told.Fixed.Select(advisory => advisory.Id));
        Assert.Equal(["GHSA-2"], told.Remaining.Select(advisory => advisory.Id));
        Assert.Equal(("- Mended.", "nuget.org has no such package."), (told.Changelog, told.NotCompared));
    }

    Task<SourceAnswer<ModulePackage>> IModulePackages.GetAsync(string id, NuGetVersion version, CancellationToken cancellation) => Task.FromResult(
        SourceAnswer.Failed<ModulePackage>(Finding.Create(DiagnosticCatalog.LockUnusable, SourceLocation.None, "x") with { Message = "nuget.org has no such package." }));

    private static PackageFacts Facts(string version) => new() { Id = "Acme.A", Version = NuGetVersion.Parse(version) };
}
