using System.Collections.Immutable;
using ModuleBuild.Core.Diagnostics;

namespace ModuleBuild.Core.Manifest;

/// <summary>What reading gave.</summary>
/// <param name="Document">The manifest; null where the file is missing, cannot be read or is not JSON.</param>
/// <param name="Findings">In the order of the file.</param>
public sealed record ManifestReading(ManifestDocument? Document, ImmutableArray<Finding> Findings);

/// <summary>Reads <c>module.json</c>: the text, its form, and the rules that need nothing but the file.</summary>
public static class ManifestReader
{
    /// <summary>Reads a file. Never throws for what the file is or holds.</summary>
    /// <param name="path">Path of the manifest; findings show it as it is given.</param>
    public static ManifestReading ReadFile(string path) => throw new NotImplementedException();

    /// <summary>Reads bytes.</summary>
    /// <param name="path">The path that findings show.</param>
    /// <param name="bytes">The content of the file.</param>
    public static ManifestReading Read(string path, ReadOnlyMemory<byte> bytes) => throw new NotImplementedException();
}
