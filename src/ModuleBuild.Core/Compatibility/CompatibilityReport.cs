using System.Collections.Immutable;

namespace ModuleBuild.Core.Compatibility;

/// <summary>
/// What a build found out about versions: its own against the last release, and those of its hosts. Evidence <c>module/compatibility.json</c>,
/// which gates of releases read; see <c>docs/compatibility.md</c>.
/// </summary>
/// <param name="Module">Id of the module.</param>
/// <param name="Version">Its version.</param>
/// <param name="Framework">Target framework for which it was compiled, for example <c>net10.0</c>.</param>
/// <param name="Api">The public API against the last release.</param>
/// <param name="Hosts">What the manifest promises to work with, in its order.</param>
public sealed record CompatibilityReport(
    string Module, string Version, string Framework, ApiCompatibility Api, ImmutableArray<HostCompatibility> Hosts);
