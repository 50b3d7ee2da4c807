namespace ModuleBuild.Feeds.Packages;

/// <summary>The <c>module/</c> folder of an extracted package. Files over 1 MiB are refused: they are written by people or for people.</summary>
/// <param name="package">Absolute path of the extracted package.</param>
internal sealed class ModuleFolder(string package)
{
    private const int MaxLength = 1 << 20;

    /// <summary>A file's bytes; null where it is absent.</summary>
    /// <param name="name">Name below <c>module/</c>; never from a package.</param>
    /// <exception cref="InvalidDataException">It is too large.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public byte[]? Read(string name)
    {
        var path = Path.Combine(package, "module", name);
        if (!File.Exists(path))
        {
            return null;
        }

        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
        if (stream.Length > MaxLength)
        {
            throw new InvalidDataException(FormattableString.Invariant($"module/{name} has {stream.Length} bytes, and {MaxLength} (1 MiB) is the limit"));
        }

        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }
}
