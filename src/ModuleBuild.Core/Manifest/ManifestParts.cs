using System.Collections.Immutable;
using NuGet.Versioning;

namespace ModuleBuild.Core.Manifest;

/// <summary>An author.</summary>
/// <param name="Name">Person or organization.</param>
/// <param name="Email">Address, or null.</param>
/// <param name="Url">Https address, or null.</param>
public sealed record Author(string Name, string? Email = null, string? Url = null);

/// <summary>The licence: exactly one of the two is set.</summary>
/// <param name="Expression">SPDX licence expression as written.</param>
/// <param name="File">Path of a licence file, relative to the manifest.</param>
public sealed record License(string? Expression, string? File);

/// <summary>A picture for a catalogue.</summary>
/// <param name="Path">Relative to the manifest.</param>
/// <param name="Alt">What it shows, for those who cannot see it.</param>
public sealed record Screenshot(string Path, string Alt);

/// <summary>A version range that keeps the text in which a person wrote it.</summary>
/// <param name="Text">As written, for example <c>1.*</c>.</param>
/// <param name="Range">As parsed by NuGet.Versioning.</param>
public sealed record WrittenRange(string Text, VersionRange Range)
{
    /// <summary>The text as written.</summary>
    public override string ToString() => Text;
}

/// <summary>A host on which the module runs.</summary>
/// <param name="Id">Package id of the host.</param>
/// <param name="Range">Versions on which it runs.</param>
/// <param name="Tested">Versions on which it was tried, in the order of the file.</param>
public sealed record HostRequirement(string Id, WrittenRange Range, ImmutableArray<string> Tested);

/// <summary>Where a kind of host enters the module.</summary>
/// <param name="Scope">For example <c>gateway</c> or <c>worker</c>.</param>
/// <param name="Type">Full name of a public type; nested types with <c>+</c>.</param>
public sealed record EntryPoint(string Scope, string Type);

/// <summary>How badly a dependency is needed.</summary>
public enum DependencyKind
{
    /// <summary>The set is not consistent without it.</summary>
    Required,

    /// <summary>Used where present; its range counts where present.</summary>
    Optional,

    /// <summary>Somebody else must bring it.</summary>
    Peer,
}

/// <summary>A module that this one needs.</summary>
/// <param name="Id">Module id.</param>
/// <param name="Range">Versions that it works with.</param>
/// <param name="Kind">How badly it is needed.</param>
/// <param name="Scopes">Scopes in which it is needed; empty means all.</param>
/// <param name="Reason">Why, or null.</param>
public sealed record ModuleDependency(string Id, WrittenRange Range, DependencyKind Kind, ImmutableArray<string> Scopes, string? Reason);

/// <summary>A module that must not be in the same set.</summary>
/// <param name="Id">Module id.</param>
/// <param name="Range">Versions that it cannot live with.</param>
public sealed record ModuleConflict(string Id, WrittenRange Range);

/// <summary>The kinds of extension points.</summary>
public enum ExtensionPointKind
{
    /// <summary>A part of a user interface.</summary>
    Ui,

    /// <summary>A route or endpoint.</summary>
    Api,

    /// <summary>A workflow.</summary>
    Workflow,

    /// <summary>A database schema.</summary>
    Database,

    /// <summary>An event.</summary>
    Event,

    /// <summary>A service, named by its public type.</summary>
    Service,
}

/// <summary>bnd's split: a provider type may gain members in a minor version, a consumer type may not.</summary>
public enum ExtensionPointRole
{
    /// <summary>Others call the contract; this module implements it.</summary>
    Provider,

    /// <summary>Others implement the contract; this module calls it.</summary>
    Consumer,
}

/// <summary>An extension point that the module offers.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Kind">Its kind.</param>
/// <param name="Contract">Public type, route, workflow name or schema name.</param>
/// <param name="Version">Version of the contract, or null.</param>
/// <param name="Role">Who implements it, or null.</param>
/// <param name="Summary">One line, or null.</param>
public sealed record ProvidedExtensionPoint(
    string Id, ExtensionPointKind Kind, string Contract, string? Version, ExtensionPointRole? Role, string? Summary);

/// <summary>An extension point that the module uses.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Kind">Its kind.</param>
/// <param name="Module">The module that offers it, or null for any.</param>
/// <param name="Range">Versions of the contract, or null for any.</param>
/// <param name="Implementation">Type of this module that implements it, or null.</param>
/// <param name="Optional">Whether the module works without it.</param>
public sealed record ConsumedExtensionPoint(
    string Id, ExtensionPointKind Kind, string? Module, WrittenRange? Range, string? Implementation, bool Optional);

/// <summary>The module's settings.</summary>
/// <param name="Section">Configuration path, for example <c>Acme:Orders</c>.</param>
/// <param name="SchemaFile">Path of a JSON Schema, relative to the manifest; null where it stands in the manifest.</param>
/// <param name="SchemaText">The JSON Schema as compact JSON where it stands in the manifest; null where it is a file.</param>
/// <param name="OptionsType">Full name of the options type, or null.</param>
public sealed record ModuleConfiguration(string Section, string? SchemaFile, string? SchemaText, string? OptionsType);

/// <summary>A health check that the module registers.</summary>
/// <param name="Name">Name given to <c>AddCheck</c>.</param>
/// <param name="Tags">Of <see cref="ManifestLists.HealthTags"/>.</param>
/// <param name="Timeout">Longest time that it may take, or null.</param>
/// <param name="FailureStatus"><c>Degraded</c> or <c>Unhealthy</c> (the default, null).</param>
public sealed record HealthCheck(string Name, ImmutableArray<string> Tags, TimeSpan? Timeout, string? FailureStatus);

/// <summary>Start and stop budgets.</summary>
/// <param name="StartTimeout">Longest start, or null.</param>
/// <param name="StopTimeout">Longest stop, or null.</param>
/// <param name="Unloadable">The module promises that its load context can be collected after stop.</param>
public sealed record Lifecycle(TimeSpan? StartTimeout, TimeSpan? StopTimeout, bool Unloadable);

/// <summary>Resource limits, as Kubernetes quantities in the text in which they were written.</summary>
/// <param name="Memory">For example <c>128Mi</c>.</param>
/// <param name="Cpu">For example <c>500m</c>.</param>
/// <param name="Storage">For example <c>1Gi</c>.</param>
/// <param name="PackageSize">For example <c>20Mi</c>.</param>
public sealed record ResourceLimits(string? Memory, string? Cpu, string? Storage, string? PackageSize);

/// <summary>How far a module is kept apart from its host.</summary>
public enum Isolation
{
    /// <summary>In the host's process.</summary>
    None,

    /// <summary>A load context of its own.</summary>
    Assembly,

    /// <summary>A process of its own.</summary>
    Process,

    /// <summary>A container of its own.</summary>
    Container,
}

/// <summary>Says that the module should no longer be used.</summary>
/// <param name="Message">Why, and what to do.</param>
/// <param name="Replacement">Id of the module that replaces it, or null.</param>
/// <param name="Since">Version since which it is so, or null.</param>
public sealed record Deprecation(string Message, string? Replacement, string? Since);
