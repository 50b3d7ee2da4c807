using System.Collections.Immutable;

namespace ModuleBuild.Core.Capabilities;

/// <summary>What a module can do, as its compiled closure shows; evidence <c>module/capabilities.json</c>.</summary>
/// <param name="Module">Id of the module.</param>
/// <param name="Version">Its version.</param>
/// <param name="MapVersion">First characters of the SHA-256 of the map by which it was found: reports by two maps are compared with care.</param>
/// <param name="Capabilities">In the ordinal order of capability and package, each pair once.</param>
/// <param name="Unknown">Assemblies that something refers to and nobody could read, with the reason: what they do is not known, and not "nothing".</param>
public sealed record CapabilityReport(
    string Module,
    string Version,
    string MapVersion,
    ImmutableArray<ReachedCapability> Capabilities,
    ImmutableArray<UnknownAssembly> Unknown);

/// <summary>An assembly that could not be looked into.</summary>
/// <param name="Name">Its simple name.</param>
/// <param name="Reason">Why, as a sentence.</param>
public sealed record UnknownAssembly(string Name, string Reason);
