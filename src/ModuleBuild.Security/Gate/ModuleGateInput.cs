using System.Collections.Immutable;
using ModuleBuild.Core.Capabilities;
using ModuleBuild.Core.Diagnostics.Tools;
using ModuleBuild.Core.Manifest;
using ModuleBuild.Core.Policy;
using ModuleBuild.Security.Capabilities;

namespace ModuleBuild.Security.Gate;

/// <summary>What the gate of one module is given.</summary>
public sealed record ModuleGateInput
{
    /// <summary>The manifest as it was written.</summary>
    public required ManifestDocument Document { get; init; }

    /// <summary>Id of the module.</summary>
    public required string Module { get; init; }

    /// <summary>Its version; empty where it has none.</summary>
    public string Version { get; init; } = string.Empty;

    /// <summary>The module's assembly and all that runs with it.</summary>
    public required ImmutableArray<AnalyzedFile> Files { get; init; }

    /// <summary>Simple names of assemblies that are compiled against and that the host gives: nobody expects them in the closure.</summary>
    public IReadOnlySet<string> GivenByHost { get; init; } = ImmutableHashSet<string>.Empty;

    /// <summary>
    /// Ids of packages that have permissions of their own: modules, and a host's that the module does not bring. That the manifest names a package
    /// makes it neither.
    /// </summary>
    public IReadOnlySet<string> Others { get; init; } = ImmutableHashSet<string>.Empty;

    /// <summary>Section <c>security</c> of the workspace.</summary>
    public required SecuritySettings Policy { get; init; }

    /// <summary>What was accepted; null where nothing was yet, so that there is nothing to compare with.</summary>
    public AcceptedCapabilities? Accepted { get; init; }

    /// <summary>What the last release reached; null where that is not known. It counts only where nothing was accepted.</summary>
    public CapabilityReport? Last { get; init; }

    /// <summary>
    /// What the compiler's analyzers found in the module's own source, where MB2001 was among them; null where nobody judged it: the analyzer was off,
    /// the language is another than C#, or there is no log. Then the module's own code counts like that of its packages.
    /// </summary>
    public ToolRun? OwnSource { get; init; }

    /// <summary>Absolute path of the root of the sources: files below it are told from there on, others by their names alone.</summary>
    public required string Root { get; init; }

    /// <summary>Folder in which summaries are kept; null to keep none.</summary>
    public string? CacheFolder { get; init; }
}
