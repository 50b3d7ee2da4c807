using System.Collections.Immutable;
using NuGet.Common;
using NuGet.Versioning;

namespace ModuleBuild.Packaging.Closure;

/// <summary>A package that runs with a module.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Version">Its version.</param>
/// <param name="Through">Id of a library that needs it; empty for a reference of the module itself.</param>
public sealed record ClosurePackage(string Id, NuGetVersion Version, string Through);

/// <summary>The packages of closures, and what restore said of them.</summary>
public static class ClosurePackages
{
    /// <summary>The packages of several target frameworks, by id and version.</summary>
    /// <param name="closures">What runs.</param>
    public static ImmutableArray<ClosurePackage> Of(IEnumerable<RuntimeClosure> closures) =>
    [
        .. closures.SelectMany(Of).DistinctBy(package => (package.Id.ToUpperInvariant(), package.Version))
            .OrderBy(package => package.Id, StringComparer.OrdinalIgnoreCase).ThenBy(package => package.Version),
    ];

    /// <summary>What NuGet's audit said in the restore (NU1901 to NU1904), by package id.</summary>
    /// <param name="assets">The result of the restore.</param>
    public static ILookup<string, string> AuditWarnings(AssetsFile assets) =>
        assets.LockFile.LogMessages
            .Where(message => message.Code is >= NuGetLogCode.NU1901 and <= NuGetLogCode.NU1904 && message.LibraryId is not null)
            .ToLookup(message => message.LibraryId!, message => message.Message ?? string.Empty, StringComparer.OrdinalIgnoreCase);

    private static IEnumerable<ClosurePackage> Of(RuntimeClosure closure) =>
        from library in closure.Libraries
        where !library.IsProject
        let needing = closure.Direct.Contains(library.Key) ? null : closure.Libraries.FirstOrDefault(other => other.Dependencies.Contains(library.Key))
        select new ClosurePackage(library.Id, NuGetVersion.Parse(library.Version), needing?.Id ?? string.Empty);
}
