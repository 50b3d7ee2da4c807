using System.Collections.Immutable;
using ModuleBuild.Core.Diagnostics;
using NuGet.Frameworks;

namespace ModuleBuild.Security.Compatibility;

/// <summary>MB3007: a host that runs on an older .NET cannot load the module.</summary>
public static class HostFramework
{
    /// <summary>Compares the oldest framework of the module with the newest of each version of its host.</summary>
    /// <param name="requirement">A host.</param>
    /// <param name="targets">Target frameworks of the module, as its project names them.</param>
    /// <param name="versions">Versions of the host, lowest first.</param>
    /// <returns>Null where all is well, or a package does not say on what it runs: .NET Standard runs anywhere.</returns>
    public static Finding? Check(Requirement requirement, ImmutableArray<string> targets, IReadOnlyList<HostVersion> versions)
    {
        var own = targets.Select(NuGetFramework.Parse).ToList();
        if (!requirement.IsHost || own.Count == 0 || !own.TrueForAll(IsNet))
        {
            return null;
        }

        var oldest = own.MinBy(framework => framework.Version)!;
        var judged = versions.Select(version => (version.Version, Runs: NewestOf(version))).ToList();
        var older = judged.Where(each => each.Runs is not null && each.Runs.Version < oldest.Version).ToList();
        if (older.Count == 0)
        {
            return null;
        }

        var works = judged.Select(each => (each.Version, each.Runs is null || each.Runs.Version >= oldest.Version)).ToList();
        var runs = older[^1].Runs!.GetShortFolderName();
        return Finding.Create(
            DiagnosticCatalog.FrameworkNewerThanHost,
            requirement.Location,
            oldest.GetShortFolderName(),
            requirement.Id,
            string.Join(", ", older.Take(5).Select(each => each.Version.ToNormalizedString())) + (older.Count > 5 ? " …" : string.Empty),
            runs,
            DeclarableRange.Of(requirement.Range.Range, works) is { } range
                ? $"Target {runs}, or narrow the range to \"{range}\"."
                : $"Target {runs}.") with
        {
            Subject = requirement.Subject,
        };
    }

    private static NuGetFramework? NewestOf(HostVersion version)
    {
        var frameworks = version.Frameworks.Select(NuGetFramework.Parse).ToList();
        return frameworks.Count > 0 && frameworks.TrueForAll(IsNet) ? frameworks.MaxBy(framework => framework.Version) : null;
    }

    private static bool IsNet(NuGetFramework framework) =>
        framework.Framework == FrameworkConstants.FrameworkIdentifiers.NetCoreApp && framework.Version.Major >= 5;
}
