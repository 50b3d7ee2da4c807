using System.Collections.Immutable;

namespace ModuleBuild.Core.Manifest;

/// <summary>
/// What MSBuild knows of the project beside the manifest. The task fills it from properties, the CLI from an evaluation; an
/// empty or unknown property is null.
/// </summary>
public sealed partial record ProjectFacts
{
    /// <summary>Absolute path of the project file; null where there is none (a manifest validated on its own).</summary>
    public string? ProjectFile { get; init; }

    /// <summary>$(PackageId).</summary>
    public string? PackageId { get; init; }

    /// <summary>$(PackageVersion), which defaults to $(Version).</summary>
    public string? Version { get; init; }

    /// <summary>$(Title).</summary>
    public string? Title { get; init; }

    /// <summary>$(Description), null where it is NuGet's placeholder.</summary>
    public string? Description { get; init; }

    /// <summary>$(Authors), split at semicolons; empty where it is only the default, the assembly's name.</summary>
    public ImmutableArray<string> Authors { get; init; } = [];

    /// <summary>$(PackageLicenseExpression).</summary>
    public string? LicenseExpression { get; init; }

    /// <summary>$(PackageLicenseFile).</summary>
    public string? LicenseFile { get; init; }

    /// <summary>$(RepositoryUrl).</summary>
    public string? RepositoryUrl { get; init; }

    /// <summary>$(PackageProjectUrl).</summary>
    public string? ProjectUrl { get; init; }

    /// <summary>$(PackageTags), split at spaces and semicolons.</summary>
    public ImmutableArray<string> Tags { get; init; } = [];

    /// <summary>$(PackageReadmeFile).</summary>
    public string? ReadmeFile { get; init; }

    /// <summary>$(PackageIcon).</summary>
    public string? Icon { get; init; }

    /// <summary>$(AssemblyName).</summary>
    public string? AssemblyName { get; init; }

    /// <summary>$(RootNamespace).</summary>
    public string? RootNamespace { get; init; }

    /// <summary>$(TargetFrameworks), or $(TargetFramework) alone.</summary>
    public ImmutableArray<string> TargetFrameworks { get; init; } = [];

    /// <summary>The facts of no project.</summary>
    public static ProjectFacts None { get; } = new();
}
