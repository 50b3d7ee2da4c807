using ModuleBuild.Core.Diagnostics;

namespace ModuleBuild.Security.Compatibility;

/// <summary>MB3005: the compiler saw a host that is newer than the oldest one on which the module promises to run.</summary>
public static class CompiledVersion
{
    /// <summary>Compares. Patch versions add no members, so only major and minor count.</summary>
    /// <param name="requirement">A host.</param>
    /// <param name="isProject">
    /// Whether the compiler saw a project instead of a package: nobody can reference an older one of it, and its releases are compared by members.
    /// </param>
    /// <returns>Null where all is well, or nothing was restored.</returns>
    public static Finding? Check(Requirement requirement, bool isProject)
    {
        var range = requirement.Range.Range;
        if (!requirement.IsHost || requirement.CompiledAgainst is not { } version)
        {
            return null;
        }

        if (!range.Satisfies(version))
        {
            return Report("leaves that out", "Reference a version that is in it, or widen it.");
        }

        var isAbove = !isProject && range.MinVersion is { } min && min.Version > new Version(0, 0, 0, 0)
            && (version.Major, version.Minor).CompareTo((min.Major, min.Minor)) > 0;
        var (low, high) = (range.MinVersion?.OriginalVersion ?? range.MinVersion?.ToNormalizedString(), range.MaxVersion?.OriginalVersion);
        return isAbove
            ? Report(
                $"begins with {low}",
                FormattableString.Invariant($"Reference {range.MinVersion!.Major}.{range.MinVersion.Minor}.x, or raise the range to \"[{version.Major}.{version.Minor},{high ?? FormattableString.Invariant($"{version.Major + 1}.0")}{(range is { HasUpperBound: true, IsMaxInclusive: true } ? ']' : ')')}\"."))
            : null;

        Finding Report(string what, string wayOut) => Finding.Create(
            DiagnosticCatalog.CompiledAboveRange, requirement.Location, requirement.Id, version.ToNormalizedString(), requirement.Range.Text, what, wayOut) with
        {
            Subject = requirement.Subject,
        };
    }
}
