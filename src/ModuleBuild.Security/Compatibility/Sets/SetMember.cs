using System.IO.Compression;
using ModuleBuild.Core.Files;
using ModuleBuild.Core.Manifest;
using ModuleBuild.Core.Ports;
using ModuleBuild.Security.Compatibility.Metadata;
using NuGet.Frameworks;

namespace ModuleBuild.Security.Compatibility.Sets;

/// <summary>A package of a set, open: names of its assemblies, and those of them that are asked for, in memory.</summary>
internal sealed class SetMember : IDisposable
{
    private const string ManifestPath = "module/module.json";
    private const int LargestManifest = 1 << 20;

    private readonly ZipArchive _archive;
    private readonly Dictionary<string, ZipArchiveEntry> _assemblies;

    private SetMember(ModulePackage package, bool isHost, ZipArchive archive)
    {
        (Package, IsHost, _archive) = (package, isHost, archive);
        _assemblies = AssembliesOf(archive).GroupBy(entry => Path.GetFileNameWithoutExtension(entry.Name), StringComparer.OrdinalIgnoreCase)
            .ToDictionary(group => group.Key, group => group.First(), StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>The package.</summary>
    public ModulePackage Package { get; }

    /// <summary>Whether it is a host, and no module.</summary>
    public bool IsHost { get; }

    /// <summary>Simple names of its assemblies, as their files say them, in ordinal order.</summary>
    public IEnumerable<string> Assemblies => _assemblies.Keys.Order(StringComparer.Ordinal);

    /// <summary>Opens a package.</summary>
    /// <param name="package">The package.</param>
    /// <param name="isHost">Whether it is a host.</param>
    /// <returns>Null where it cannot be read, which others say: its evidence was read before.</returns>
    public static SetMember? Open(ModulePackage package, bool isHost)
    {
        ZipArchive? archive = null;
        try
        {
            archive = new ZipArchive(new FileStream(package.Path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete), ZipArchiveMode.Read);
            if (ArchiveLimits.ProblemOf(archive) is not null)
            {
                return null;
            }

            var member = new SetMember(package, isHost, archive);
            archive = null;
            return member;
        }
        catch (Exception e) when (e is InvalidDataException or NotSupportedException || NamedFile.IsFileProblem(e))
        {
            return null;
        }
        finally
        {
            archive?.Dispose();
        }
    }

    /// <summary>The metadata of an assembly of it; null where it cannot be read.</summary>
    /// <param name="name">Simple name of the assembly.</param>
    public ApiAssembly? Read(string name) => _assemblies.TryGetValue(name, out var entry) ? ApiAssembly.Open(() => Bytes(entry)) : null;

    /// <summary>What its manifest says about versions of another package; null where it says nothing.</summary>
    /// <param name="id">Id of the package.</param>
    public WrittenRange? RangeOf(string id)
    {
        if (_archive.GetEntry(ManifestPath) is not { Length: <= LargestManifest } entry)
        {
            return null;
        }

        try
        {
            using var bytes = Bytes(entry);
            var manifest = ManifestReader.Read(ManifestPath, bytes.ToArray()).Document?.Manifest;
            return manifest?.Dependencies.FirstOrDefault(each => each.Id.Equals(id, StringComparison.OrdinalIgnoreCase))?.Range
                ?? manifest?.Host.FirstOrDefault(each => each.Id.Equals(id, StringComparison.OrdinalIgnoreCase))?.Range;
        }
        catch (Exception e) when (e is InvalidDataException || NamedFile.IsFileProblem(e))
        {
            return null;
        }
    }

    /// <inheritdoc/>
    public override string ToString() => $"{Package.Id} {Package.Version.ToNormalizedString()}";

    /// <inheritdoc/>
    public void Dispose() => _archive.Dispose();

    private static MemoryStream Bytes(ZipArchiveEntry entry)
    {
        var bytes = new MemoryStream((int)entry.Length);
        using var stream = entry.Open();
        stream.CopyTo(bytes);
        bytes.Position = 0;
        return bytes;
    }

    // Those of lib for the newest framework: what runs on an older one has the same members, but for what the newer one added.
    private static IEnumerable<ZipArchiveEntry> AssembliesOf(ZipArchive archive) => archive.Entries
        .Select(entry => (Entry: entry, Parts: entry.FullName.Replace('\\', '/').Split('/')))
        .Where(file => file.Parts.Length == 3 && file.Parts[0].Equals("lib", StringComparison.OrdinalIgnoreCase) && file.Parts[2].EndsWith(".dll", StringComparison.OrdinalIgnoreCase))
        .GroupBy(file => file.Parts[1], StringComparer.OrdinalIgnoreCase)
        .Select(group => (Framework: NuGetFramework.ParseFolder(group.Key), Entries: group.Select(file => file.Entry)))
        .OrderBy(group => group.Framework.Framework == FrameworkConstants.FrameworkIdentifiers.NetCoreApp)
        .ThenBy(group => group.Framework.Version)
        .ThenBy(group => group.Framework.ToString(), StringComparer.Ordinal)
        .Select(group => group.Entries)
        .LastOrDefault() ?? [];
}
