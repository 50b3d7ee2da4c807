using System.Collections.Immutable;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;
using ModuleBuild.Security.Capabilities.Linking;
using ModuleBuild.Security.Capabilities.Summaries;

namespace ModuleBuild.Security.Capabilities;

/// <summary>Source lines of instructions, from the portable symbols beside an assembly or in it. Symbols are opened when somebody asks.</summary>
internal sealed class SourceLines : IDisposable
{
    private readonly Dictionary<LinkedAssembly, MetadataReaderProvider?> _symbols = [];

    /// <summary>The source of an instruction, or nothing where the symbols are not there, or belong to other bytes.</summary>
    public (string? File, int Line) Find(MethodNode method, int offset)
    {
        var assembly = method.Type.Assembly;
        if (!_symbols.TryGetValue(assembly, out var symbols))
        {
            symbols = Guarded(() => Open(assembly.File.Path));
            _symbols.Add(assembly, symbols);
        }

        return symbols is null ? default : Guarded(() => Find(symbols.GetMetadataReader(), method.Row, offset));
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var symbols in _symbols.Values)
        {
            symbols?.Dispose();
        }
    }

    private static (string? File, int Line) Find(MetadataReader reader, int row, int offset)
    {
        if (row >= reader.MethodDebugInformation.Count)
        {
            return default;
        }

        var information = reader.GetMethodDebugInformation(MetadataTokens.MethodDebugInformationHandle(row + 1));
        if (information.SequencePointsBlob.IsNil)
        {
            return default;
        }

        var best = default(SequencePoint);
        foreach (var point in information.GetSequencePoints())
        {
            if (!point.IsHidden && (point.Offset <= offset || best.Document.IsNil))
            {
                best = point;
            }
        }

        if (best.Document.IsNil)
        {
            return default;
        }

        var name = reader.GetString(reader.GetDocument(best.Document).Name);
        return (name.StartsWith("/_/", StringComparison.Ordinal) ? name[3..] : name, best.StartLine);
    }

    private static MetadataReaderProvider? Open(string path)
    {
        using var image = new PEReader(ImmutableArray.Create(File.ReadAllBytes(path)));
        var entries = image.ReadDebugDirectory();
        foreach (var entry in entries.Where(entry => entry.Type == DebugDirectoryEntryType.EmbeddedPortablePdb))
        {
            return image.ReadEmbeddedPortablePdbDebugDirectoryData(entry);
        }

        var beside = Path.ChangeExtension(path, ".pdb");
        if (!File.Exists(beside))
        {
            return null;
        }

        var bytes = ImmutableArray.Create(File.ReadAllBytes(beside));
        if (bytes.Length < 4 || bytes[0] != 'B' || bytes[1] != 'S')
        {
            return null; // symbols of Windows
        }

        var provider = MetadataReaderProvider.FromPortablePdbImage(bytes);
        if (Belongs(provider.GetMetadataReader(), image, entries))
        {
            return provider;
        }

        provider.Dispose();
        return null;
    }

    private static bool Belongs(MetadataReader reader, PEReader image, ImmutableArray<DebugDirectoryEntry> entries) =>
        reader.DebugMetadataHeader is { } header && entries.Where(entry => entry.Type == DebugDirectoryEntryType.CodeView)
            .Any(entry => new BlobContentId(header.Id).Guid == image.ReadCodeViewDebugDirectoryData(entry).Guid);

    private static T? Guarded<T>(Func<T?> read)
    {
        try
        {
            return read();
        }
        catch (Exception e) when (SummaryBuilder.IsDamage(e) || e is UnauthorizedAccessException or InvalidDataException)
        {
            return default;
        }
    }
}
