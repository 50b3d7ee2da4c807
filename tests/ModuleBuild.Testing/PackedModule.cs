using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;

namespace ModuleBuild.Testing;

/// <summary>A package on disk, read whole.</summary>
public sealed class PackedModule
{
    private readonly SortedDictionary<string, byte[]> _files = new(StringComparer.Ordinal);

    private PackedModule(string path)
    {
        Path = path;
    }

    /// <summary>Absolute path of the package.</summary>
    public string Path { get; }

    /// <summary>Paths of all files, in ordinal order.</summary>
    public IReadOnlyCollection<string> Files => _files.Keys;

    /// <summary>Paths of the files that the SBOM answers for: all but the evidence and what NuGet itself makes.</summary>
    public IEnumerable<string> Payload => Files.Where(file =>
        !file.StartsWith("module/", StringComparison.Ordinal)
        && !file.StartsWith("_rels/", StringComparison.Ordinal)
        && !file.StartsWith("package/", StringComparison.Ordinal)
        && !file.EndsWith(".nuspec", StringComparison.Ordinal)
        && file != "[Content_Types].xml");

    /// <summary>Reads a package.</summary>
    /// <param name="path">Its path.</param>
    public static PackedModule Read(string path)
    {
        var module = new PackedModule(path);
        using var archive = ZipFile.OpenRead(path);
        foreach (var entry in archive.Entries)
        {
            using var content = new MemoryStream();
            using var stream = entry.Open();
            stream.CopyTo(content);
            // Names in a package are percent-encoded, as OPC asks.
            module._files.Add(Uri.UnescapeDataString(entry.FullName), content.ToArray());
        }

        return module;
    }

    /// <summary>A file's bytes.</summary>
    /// <param name="path">Its path in the package.</param>
    public byte[] Bytes(string path) => _files[path];

    /// <summary>A file's text.</summary>
    /// <param name="path">Its path in the package.</param>
    public string Text(string path) => Encoding.UTF8.GetString(_files[path]);

    /// <summary>Lower-case hexadecimal SHA-256 of a file.</summary>
    /// <param name="path">Its path in the package.</param>
    public string Sha256(string path) => Convert.ToHexStringLower(SHA256.HashData(_files[path]));
}
