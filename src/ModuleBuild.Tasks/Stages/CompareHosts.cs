using System.Collections.Immutable;
using ModuleBuild.Core.Compatibility;
using ModuleBuild.Core.Diagnostics;
using ModuleBuild.Core.Files;
using ModuleBuild.Security.Compatibility;

namespace ModuleBuild.Tasks.Stages;

/// <summary>What the versions of hosts and modules mean.</summary>
/// <param name="Findings">What was found.</param>
/// <param name="Hosts">Each that the module uses.</param>
/// <param name="Notes">What was not looked at and why, a line each.</param>
internal sealed record ComparedHosts(ImmutableArray<Finding> Findings, ImmutableArray<HostCompatibility> Hosts, ImmutableArray<string> Notes);

/// <summary>Compares the module with every version of what it promises to work with.</summary>
/// <param name="input">The stage's input.</param>
/// <param name="cache">Results of earlier builds.</param>
internal sealed class CompareHosts(CompareStageInput input, CompareCache cache)
{
    private string? _module;
    private ImmutableArray<string> _references;

    /// <summary>Compares.</summary>
    /// <param name="needs">What the manifest names and the compiler saw.</param>
    /// <param name="open">Opens the sources.</param>
    /// <param name="cancellation">Stops it.</param>
    public async Task<ComparedHosts> RunAsync(List<CompareNeed> needs, OpenPackageFiles open, CancellationToken cancellation)
    {
        var findings = needs.Select(need => CompiledVersion.Check(need.Requirement, need.IsProject)).OfType<Finding>().ToList();
        var used = needs.Where(need => need.IsUsed).Select(need => need.Requirement).ToList();
        if (used.Count == 0)
        {
            return new ComparedHosts([.. findings], [], []);
        }

        var (files, problems) = open(input.Sources, Workspace.FindRoot(Path.GetDirectoryName(input.Sources.Manifest)!));
        var notes = problems.Select(problem => $"Versions of hosts were not compared: {problem.Message}").ToList();
        var hosts = ImmutableArray.CreateBuilder<HostCompatibility>();
        foreach (var requirement in used)
        {
            var versions = files is null ? null : await CompareVersions.ReadAsync(requirement, files, input.Framework, cancellation);
            var (host, found) = versions is null ? (Result(requirement, HostComparisonResult.None, null), []) : Compare(requirement, versions, cancellation);
            notes.AddRange(versions?.Notes ?? []);
            hosts.Add(host);
            findings.AddRange(found);
            findings.AddRange(HostFramework.Check(requirement, Targets, versions?.Versions ?? []) is { } older ? [older] : Array.Empty<Finding>());
        }

        return new ComparedHosts([.. findings], hosts.ToImmutable(), [.. notes]);
    }

    private ImmutableArray<string> Targets => input.Project.TargetFrameworks.Length > 0 ? input.Project.TargetFrameworks : [input.Framework];

    private (HostCompatibility Host, ImmutableArray<Finding> Findings) Compare(Requirement requirement, VersionsAtHand versions, CancellationToken cancellation)
    {
        var (report, findings) = cache.Get(PartsOf(requirement, versions), () =>
        {
            var result = HostComparison.Run(new ModuleUnderTest(input.Assembly, input.References), requirement, versions.Versions, cancellation);
            return (new CompatibilityReport(string.Empty, string.Empty, input.Framework, ApiCompatibility.First, [Result(requirement, result, versions)]), result.Findings);
        })!.Value;

        // Where the range stands, and what could not be had, is as it is now.
        return (
            report.Hosts[0] with { IsComplete = IsComplete(versions), NotCompared = versions.Missed },
            [.. findings.Select(finding => finding with { Location = requirement.Location })]);
    }

    private HostCompatibility Result(Requirement requirement, HostComparisonResult result, VersionsAtHand? versions) => new(
        requirement.Id,
        requirement.IsHost,
        requirement.Range.Text,
        requirement.CompiledAgainst?.ToNormalizedString(),
        result.Members,
        IsComplete(versions),
        result.Versions,
        versions?.Missed ?? []);

    private bool IsComplete(VersionsAtHand? versions) => versions is { Notes.IsEmpty: true } && input.Sources is { Offline: false, Locked: false };

    private IEnumerable<string>? PartsOf(Requirement requirement, VersionsAtHand versions)
    {
        _module ??= FileHash.Of(input.Assembly) ?? string.Empty;
        _references = _references.IsDefault ? [.. CompareCache.StampsOf(input.References)] : _references;
        return _module.Length == 0 || versions.Versions.Any(version => version.ContentHashes.Any(string.IsNullOrEmpty)) ? null :
        [
            "host", _module, Path.GetFileName(input.Assembly), requirement.Id, requirement.Range.Text, requirement.Subject,
            requirement.CompiledAgainst?.ToFullString() ?? string.Empty,
            .. requirement.Assemblies,
            .. versions.Versions.Select(version => $"{version.Version.ToFullString()} {string.Join(' ', version.ContentHashes)}"),
            .. _references,
        ];
    }
}
