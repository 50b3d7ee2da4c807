using System.Collections.Immutable;
using ModuleBuild.Core.Capabilities;

namespace ModuleBuild.Cli.Reporting;

/// <summary>What the package of the last release says of itself.</summary>
/// <param name="Version">Its version.</param>
/// <param name="Capabilities">What it could do; null where it does not say.</param>
/// <param name="Components">Packages of its SBOM, versions by name; null where it has none.</param>
internal sealed record PastRelease(string Version, CapabilityReport? Capabilities, ImmutableSortedDictionary<string, string>? Components)
{
    private const string Evidence = "module";

    /// <summary>Reads it; null where there is none.</summary>
    /// <param name="folder">Absolute path of the extracted package, whose name is its version; or empty.</param>
    /// <param name="id">Id of the module.</param>
    public static PastRelease? Read(string folder, string id) => folder.Length == 0 || !Directory.Exists(folder) ? null : new PastRelease(
        Path.GetFileName(Path.TrimEndingDirectorySeparator(folder)),
        ModuleRecords.CapabilitiesIn(Path.Combine(folder, Evidence)),
        SbomComponents.Read(Path.Combine(folder, Evidence, id + ".cdx.json")));
}
