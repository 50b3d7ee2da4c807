using System.Collections.Immutable;
using ModuleBuild.Core.Diagnostics;
using ModuleBuild.Core.Ports;

namespace ModuleBuild.Feeds;

/// <summary>The NuGet sources of a folder, as one source of packages.</summary>
public static class NuGetFeeds
{
    /// <summary>
    /// Opens the sources that <c>dotnet restore</c> would use in a folder: same configuration, credentials, package source mapping,
    /// caches. Nothing is asked yet.
    /// </summary>
    /// <param name="options">Which, and how.</param>
    /// <returns>The source, or null with what is wrong with the configuration.</returns>
    public static (IPackageSource? Source, ImmutableArray<Finding> Findings) Open(FeedOptions options) => throw new NotImplementedException();
}
