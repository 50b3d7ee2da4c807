using System.Collections.Immutable;

namespace ModuleBuild.Security.Capabilities;

/// <summary>What is to be looked into.</summary>
public sealed record AnalysisRequest
{
    /// <summary>Id of the module or package, or name of the assembly.</summary>
    public required string Module { get; init; }

    /// <summary>Its version; empty where it has none.</summary>
    public string Version { get; init; } = string.Empty;

    /// <summary>Every assembly that runs together, .NET's own left out or not; of several with one name and platform the first counts.</summary>
    public required ImmutableArray<AnalyzedFile> Files { get; init; }

    /// <summary>Full name of a type: only its methods are where one starts, and all that runs is taken to be known. Null for all that others can call.</summary>
    public string? EntryType { get; init; }

    /// <summary>Types that are made and called although nobody can see them: entry points of the manifest.</summary>
    public ImmutableArray<string> EntryPoints { get; init; } = [];

    /// <summary>Whether to tell what each type and method reaches by itself.</summary>
    public bool WithEntries { get; init; }

    /// <summary>Folder in which summaries are kept; null to keep none. See <see cref="CacheFolder"/>.</summary>
    public string? CacheFolder { get; init; }
}

/// <summary>An assembly to look into.</summary>
/// <param name="Path">Absolute path.</param>
/// <param name="Package">Id of the package that brings it; for assemblies that come from none, their name.</param>
/// <param name="IsRoot">Whether it is the module's own: where one starts.</param>
public sealed record AnalyzedFile(string Path, string Package, bool IsRoot)
{
    /// <summary>Runtime identifier of the platforms on which it runs in place of others of its name; null for those that have none of their own.</summary>
    public string? Runtime { get; init; }

    /// <summary>Whether it is native code: nobody sees what it does.</summary>
    public bool IsNative { get; init; }
}

/// <summary>Where summaries, and other results that can be had again, are kept by default.</summary>
public static class CacheFolder
{
    /// <summary>A folder of the user: <c>%LOCALAPPDATA%</c>, <c>$XDG_CACHE_HOME</c> or <c>~/.cache</c>; null where the user has none.</summary>
    /// <param name="part">What is kept there; summaries by default.</param>
    public static string? OfUser(string part = "capabilities")
    {
        var root = OperatingSystem.IsWindows()
            ? Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData)
            : Environment.GetEnvironmentVariable("XDG_CACHE_HOME") is { Length: > 0 } cache && Path.IsPathRooted(cache) ? cache
            : Environment.GetFolderPath(Environment.SpecialFolder.UserProfile) is { Length: > 0 } home ? Path.Combine(home, ".cache") : string.Empty;
        return root.Length == 0 ? null : Path.Combine(root, "modulebuild", part);
    }
}
