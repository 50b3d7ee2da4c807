using System.Collections.Immutable;
using ModuleBuild.Core.Diagnostics;
using ModuleBuild.Core.Manifest;
using ModuleBuild.Core.Policy;
using ModuleBuild.Core.Ports;
using ModuleBuild.Security.Checks.Malware;
using ModuleBuild.Security.Checks.Vulnerabilities;

namespace ModuleBuild.Security.Checks;

/// <summary>What the checks of one module look at. What is empty or null is not looked at.</summary>
public sealed record SecurityCheckInput
{
    /// <summary>Where findings are shown that belong to no file: the manifest, or the project.</summary>
    public required SourceLocation Place { get; init; }

    /// <summary>Section <c>security</c> of <c>modulebuild.json</c>.</summary>
    public SecuritySettings Settings { get; init; } = new();

    /// <summary>Files that go into the package, or went into it.</summary>
    public ImmutableArray<PackedFile> Files { get; init; } = [];

    /// <summary>The package that the files are of; null where that is not known yet.</summary>
    public PackageVersion? Package { get; init; }

    /// <summary>All packages that run with the module.</summary>
    public ImmutableArray<AuditedPackage> Packages { get; init; } = [];

    /// <summary>Who knows their vulnerabilities. Where nobody does, that is found, too.</summary>
    public ImmutableArray<IAdvisorySource> Advisories { get; init; } = [];

    /// <summary>
    /// Whether it is a warning where nobody knows advisories at all; else it is a note, and <see cref="SecurityChecks.NotLookedAt"/> says it. A
    /// source that does not answer, and a policy that demands advisories, are told in any case.
    /// </summary>
    public bool ExpectsAdvisories { get; init; } = true;

    /// <summary>The manifest as it was written: the schema of the settings, and what is declared. Null where there is none.</summary>
    public ManifestDocument? Document { get; init; }

    /// <summary>Where packages may come from; null where that is not looked at.</summary>
    public PackageSources? Sources { get; init; }

    /// <summary>Who knows malware, usually a <see cref="ClamdClient"/> for <see cref="SecuritySettings.Clamd"/>; null where nobody is configured.</summary>
    public IMalwareScanner? Scanner { get; init; }
}
