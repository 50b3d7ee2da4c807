using ModuleBuild.Core.Manifest;

namespace ModuleBuild.Tasks.Stages;

/// <summary>The record of the validate stage, which the later stages read.</summary>
internal static class ManifestRecord
{
    /// <summary>Reads the completed manifest.</summary>
    /// <param name="path">Absolute path of the record.</param>
    /// <exception cref="InvalidOperationException">The record is not what the validate stage writes: a bug.</exception>
    public static ModuleManifest Read(string path) =>
        ManifestReader.ReadFile(path).Document?.Manifest
        ?? throw new InvalidOperationException($"'{path}' is not the record of the validate stage.");
}
