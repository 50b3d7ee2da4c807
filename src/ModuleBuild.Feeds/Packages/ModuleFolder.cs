namespace ModuleBuild.Feeds.Packages;

/// <summary>The <c>module/</c> folder of an extracted package.</summary>
/// <param name="package">Absolute path of the extracted package.</param>
internal sealed class ModuleFolder(string package) : IModuleFiles
{
    private const int MaxLength = 1 << 20;

    /// <summary>Throws where a file is too large.</summary>
    /// <param name="name">Name below <c>module/</c>.</param>
    /// <param name="length">Its length in bytes.</param>
    public static void DemandSmall(string name, long length)
    {
        if (length > MaxLength)
        {
            throw new InvalidDataException(FormattableString.Invariant($"module/{name} has {length} bytes, and {MaxLength} (1 MiB) is the limit"));
        }
    }

    /// <inheritdoc/>
    public byte[]? Read(string name)
    {
        var path = Path.Combine(package, "module", name);
        if (!File.Exists(path))
        {
            return null;
        }

        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
        DemandSmall(name, stream.Length);
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }
}
