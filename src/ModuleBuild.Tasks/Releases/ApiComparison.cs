using System.Collections.Immutable;
using ModuleBuild.Core.Files;
using ModuleBuild.Core.Compatibility;
using ModuleBuild.Security.Compatibility.Api;
using ModuleBuild.Tasks.ApiCompat;
using ModuleBuild.Tasks.Stages;

namespace ModuleBuild.Tasks.Releases;

/// <summary>What is compared with the last release.</summary>
/// <param name="Assembly">Absolute path of the compiled assembly, or better of its reference assembly: that changes only with what others see.</param>
/// <param name="References">Absolute paths of the assemblies with which it was compiled.</param>
/// <param name="Targets">Target frameworks of the module.</param>
/// <param name="ApiCompat"><c>$(DotNetApiCompatTaskAssembly)</c>.</param>
internal sealed record ComparedApi(string Assembly, ImmutableArray<string> References, ImmutableArray<string> Targets, string? ApiCompat);

/// <summary>The public API against the last release.</summary>
/// <param name="cache">Results of earlier builds.</param>
internal sealed class ApiComparison(CompareCache cache)
{
    /// <summary>Compares.</summary>
    /// <param name="api">What was compiled.</param>
    /// <param name="last">The last release.</param>
    public ApiCompatibility Run(ComparedApi api, LastRelease last)
    {
        if (last.Version is not { } version || last.NotCompared is not null)
        {
            return new ApiCompatibility(last.Version, last.NotCompared, []);
        }

        var frameworks = ApiDifferences.Frameworks(last.Frameworks, api.Targets);
        if (last.Assembly is not { } assembly)
        {
            return new ApiCompatibility(version, null, frameworks); // it had nothing for this framework
        }

        return Differences(api, assembly) is { } differences
            ? new ApiCompatibility(version, null, [.. frameworks, .. differences])
            : new ApiCompatibility(version, NotComparedReason.Unusable, []);
    }

    private ImmutableArray<ApiDifference>? Differences(ComparedApi api, string last)
    {
        if (SdkApiCompat.Find(api.ApiCompat) is not { } task)
        {
            return null;
        }

        string[]? parts = FileHash.Of(last) is { } older && FileHash.Of(api.Assembly) is { } newer
            ? ["api", older, newer, .. CompareCache.StampsOf([task, .. api.References])]
            : null;
        var kept = cache.Get(parts, () => SdkApiCompat.Compare(task, last, api.Assembly, api.References) is { } found
            ? (new CompatibilityReport(string.Empty, string.Empty, string.Empty, new ApiCompatibility(null, null, found), []), [])
            : null);
        return kept?.Report.Api.Differences;
    }
}
