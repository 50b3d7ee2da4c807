using System.Collections.Immutable;
using ModuleBuild.Core.Diagnostics;
using ModuleBuild.Core.Manifest;
using ModuleBuild.Core.Resolution.Explaining;
using ModuleBuild.Core.Resolution.Requests;
using NuGet.Versioning;

namespace ModuleBuild.Core.Resolution.Solving;

/// <summary>A root asks for a package.</summary>
/// <param name="requirement">The root.</param>
/// <param name="package">The package; null where nobody knows it.</param>
/// <param name="range">The range that counts: the root's, or that of an override.</param>
internal sealed class RootAsks(RootRequirement requirement, UniversePackage? package, WrittenRange range) : Fact
{
    /// <summary>The root.</summary>
    public RootRequirement Requirement => requirement;

    /// <summary>The package.</summary>
    public UniversePackage? Package => package;

    /// <summary>The range that counts.</summary>
    public WrittenRange Range => range;

    /// <summary>The reason of the override that counts, or null.</summary>
    public string? Override { get; init; }

    /// <inheritdoc/>
    public override string Kind => "root";

    /// <inheritdoc/>
    public override ImmutableArray<string> Packages => [Requirement.Dependency.Id];

    /// <inheritdoc/>
    public override SourceLocation? Location => Requirement.Location;

    /// <inheritdoc/>
    public override string Tell()
    {
        var id = Package?.Id ?? Requirement.Dependency.Id;
        var asks = Requirement.Dependency.Kind == DependencyKind.Optional ? "works with" : "asks for";
        var only = Requirement.Dependency.Kind == DependencyKind.Optional ? " only" : string.Empty;
        var replaced = Override is null ? string.Empty : $" (an override: {Override})";
        var none = Requirement.Dependency.Kind != DependencyKind.Optional && (Package is null || VersionBits.IsEmpty(Package.SetOf(Range)))
            ? $", but {VersionText.NoneOf(Package, id)}"
            : string.Empty;
        var requester = Requirement.Requester == RootRequirement.CommandLine ? "Your set" : Requirement.Requester;
        return $"{requester} {asks} {id} {VersionText.Of(Range)}{only}{replaced}{none}";
    }
}

/// <summary>A root runs on some versions of a host.</summary>
/// <param name="requirement">The root.</param>
/// <param name="host">The host.</param>
internal sealed class RootRunsOn(RootHost requirement, UniversePackage host) : Fact
{
    /// <summary>The root.</summary>
    public RootHost Requirement => requirement;

    /// <summary>The host.</summary>
    public UniversePackage Host => host;

    /// <inheritdoc/>
    public override string Kind => "host";

    /// <inheritdoc/>
    public override ImmutableArray<string> Packages => [Host.Id];

    /// <inheritdoc/>
    public override SourceLocation? Location => Requirement.Location;

    /// <inheritdoc/>
    public override string Tell() =>
        $"{Requirement.Requester} requires host {Host.Id} {VersionText.Of(Requirement.Host.Range)}" +
        (Host.Versions is [var only] ? $"; this host is {only.Version.ToNormalizedString()}" : string.Empty);
}

/// <summary>A root cannot live with a package.</summary>
/// <param name="conflict">The root.</param>
/// <param name="package">The package.</param>
internal sealed class RootConflicts(RootConflict conflict, UniversePackage package) : Fact
{
    /// <summary>The root.</summary>
    public RootConflict Conflict => conflict;

    /// <summary>The package.</summary>
    public UniversePackage Package => package;

    /// <inheritdoc/>
    public override string Kind => "conflict";

    /// <inheritdoc/>
    public override ImmutableArray<string> Packages => [Package.Id];

    /// <inheritdoc/>
    public override SourceLocation? Location => Conflict.Location;

    /// <inheritdoc/>
    public override string Tell() => $"{Conflict.Requester} conflicts with {Package.Id} {VersionText.Of(Conflict.Conflict.Range)}";
}

/// <summary>Why versions of a package may not be chosen, whoever asks.</summary>
internal enum Ineligibility
{
    /// <summary>They are pre-releases and nobody asks for one.</summary>
    Prerelease,

    /// <summary>Their feed does not list them.</summary>
    Unlisted,

    /// <summary>The policy excludes them.</summary>
    Excluded,

    /// <summary>They do not run on the platform.</summary>
    Platform,

    /// <summary>They name hosts, and none of these is there.</summary>
    Host,

    /// <summary>They have known vulnerabilities.</summary>
    Vulnerable,
}

/// <summary>Versions of a package may not be chosen.</summary>
/// <param name="kind">Why.</param>
/// <param name="package">The package.</param>
/// <param name="versions">Which versions.</param>
/// <param name="detail">The reason of an exclusion, the platform; empty for the rest.</param>
internal sealed class MayNotBeChosen(Ineligibility kind, UniversePackage package, ulong[] versions, string detail = "") : Fact
{
    /// <summary>Why.</summary>
    public Ineligibility Reason => kind;

    /// <summary>The package.</summary>
    public UniversePackage Package => package;

    /// <summary>Which versions.</summary>
    public ulong[] Versions => versions;

    /// <summary>The reason of an exclusion, the platform; empty for the rest.</summary>
    public string Detail => detail;

    /// <inheritdoc/>
    public override string Kind => Reason switch
    {
        Ineligibility.Prerelease => "prerelease",
        Ineligibility.Unlisted => "unlisted",
        Ineligibility.Excluded => "exclusion",
        Ineligibility.Platform => "platform",
        Ineligibility.Host => "host",
        _ => "advisory",
    };

    /// <inheritdoc/>
    public override ImmutableArray<string> Packages => [Package.Id];

    /// <inheritdoc/>
    public override bool SpeaksOfAbsence => Reason == Ineligibility.Prerelease;

    /// <inheritdoc/>
    public override string Tell()
    {
        var which = VersionText.Of(Package, Versions);
        var are = VersionBits.Count(Versions) == 1 ? "is" : "are";
        return Reason switch
        {
            Ineligibility.Prerelease => $"{which} {are} pre-release, and no range asks for one",
            Ineligibility.Unlisted => $"{which} {are} unlisted",
            Ineligibility.Excluded => $"{which} {are} excluded: {Detail}",
            Ineligibility.Platform => $"{which} {(are == "is" ? "does" : "do")} not run on {Detail}",
            Ineligibility.Host => $"{which} {(are == "is" ? "runs" : "run")} on none of the hosts that are there",
            _ => $"{which} {(are == "is" ? "has" : "have")} known vulnerabilities",
        };
    }
}

/// <summary>An update keeps the locked version of a package.</summary>
/// <param name="package">The package.</param>
/// <param name="version">The version.</param>
internal sealed class StaysLocked(UniversePackage package, NuGetVersion version) : Fact
{
    /// <summary>The package.</summary>
    public UniversePackage Package => package;

    /// <summary>The version.</summary>
    public NuGetVersion Version => version;

    /// <inheritdoc/>
    public override string Kind => "lock";

    /// <inheritdoc/>
    public override ImmutableArray<string> Packages => [Package.Id];

    /// <inheritdoc/>
    public override string Tell() => $"{Package.Id} is locked to {Version.ToNormalizedString()}";
}
