using System.Collections.Immutable;
using NuGet.Versioning;

namespace ModuleBuild.Core.Manifest;

/// <summary>
/// <c>module.json</c>, version 1, as it is meant: what the file leaves to MSBuild is filled in by
/// <see cref="ModuleManifest.WithProject"/>. What the file left out is null or empty. See <c>docs/manifest.md</c>.
/// </summary>
public sealed partial record ModuleManifest
{
    /// <summary>The format that this tool reads and writes.</summary>
    public const int CurrentVersion = 1;

    /// <summary>Unique id; equals the PackageId. Null where the file leaves it to MSBuild.</summary>
    public string? Id { get; init; }

    /// <summary>SemVer 2 version. Null where the file leaves it to MSBuild.</summary>
    public SemanticVersion? Version { get; init; }

    /// <summary>Human name, 2 to 64 characters.</summary>
    public string Name { get; init; } = string.Empty;

    /// <summary>One line of 10 to 140 characters.</summary>
    public string Summary { get; init; } = string.Empty;

    /// <summary>Markdown, 4,000 characters at most.</summary>
    public string? Description { get; init; }

    /// <summary>Who wrote it.</summary>
    public ImmutableArray<Author> Authors { get; init; } = [];

    /// <summary>The licence. Null only in a manifest with errors.</summary>
    public License? License { get; init; }

    /// <summary>At most three of <see cref="ManifestLists.Categories"/>.</summary>
    public ImmutableArray<string> Categories { get; init; } = [];

    /// <summary>At most ten lower-case words.</summary>
    public ImmutableArray<string> Tags { get; init; } = [];

    /// <summary>Square PNG of 128 to 512 pixels, relative to the manifest.</summary>
    public string? Icon { get; init; }

    /// <summary>At most eight pictures.</summary>
    public ImmutableArray<Screenshot> Screenshots { get; init; } = [];

    /// <summary>Path of the README, relative to the manifest; the default is <c>README.md</c>.</summary>
    public string? Readme { get; init; }

    /// <summary>Path of a Keep a Changelog file, relative to the manifest; the default is <c>CHANGELOG.md</c>.</summary>
    public string? Changelog { get; init; }

    /// <summary>Https addresses by kind: one of <see cref="ManifestLists.LinkKinds"/>. In ordinal order.</summary>
    public ImmutableSortedDictionary<string, string> Links { get; init; } = Empty<string>();

    /// <summary>Which hosts it runs on. In the order of the file.</summary>
    public ImmutableArray<HostRequirement> Host { get; init; } = [];

    /// <summary>Runtime identifiers; empty means any.</summary>
    public ImmutableArray<string> Platforms { get; init; } = [];

    /// <summary>Where it is entered; at most one a scope.</summary>
    public ImmutableArray<EntryPoint> EntryPoints { get; init; } = [];

    /// <summary>Module dependencies. In the order of the file.</summary>
    public ImmutableArray<ModuleDependency> Dependencies { get; init; } = [];

    /// <summary>Modules that must not be in the same set. In the order of the file.</summary>
    public ImmutableArray<ModuleConflict> Conflicts { get; init; } = [];

    /// <summary>Ids of modules that are loaded first where they are present: an order, not a dependency.</summary>
    public ImmutableArray<string> LoadAfter { get; init; } = [];

    /// <summary>What it may do.</summary>
    public PermissionSet Permissions { get; init; } = PermissionSet.None;

    /// <summary>Extension points that it offers.</summary>
    public ImmutableArray<ProvidedExtensionPoint> Provides { get; init; } = [];

    /// <summary>Extension points that it uses.</summary>
    public ImmutableArray<ConsumedExtensionPoint> Consumes { get; init; } = [];

    /// <summary>Its settings.</summary>
    public ModuleConfiguration? Configuration { get; init; }

    /// <summary>Health checks that it registers.</summary>
    public ImmutableArray<HealthCheck> HealthChecks { get; init; } = [];

    /// <summary>Start and stop budgets.</summary>
    public Lifecycle? Lifecycle { get; init; }

    /// <summary>Resource limits.</summary>
    public ResourceLimits? Limits { get; init; }

    /// <summary>The least isolation that it may be run with; the default is <see cref="Isolation.Assembly"/>.</summary>
    public Isolation? Isolation { get; init; }

    /// <summary>Set where the module should no longer be used.</summary>
    public Deprecation? Deprecated { get; init; }

    /// <summary>Free pairs, copied to the evidence. In ordinal order.</summary>
    public ImmutableSortedDictionary<string, string> Metadata { get; init; } = Empty<string>();

    /// <summary>Fields of others (<c>x-…</c>): name to compact JSON text. In ordinal order.</summary>
    public ImmutableSortedDictionary<string, string> Extensions { get; init; } = Empty<string>();

    private static ImmutableSortedDictionary<string, T> Empty<T>() => ImmutableSortedDictionary.Create<string, T>(StringComparer.Ordinal);
}
