using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace ModuleBuild.Core.Manifest.EntryPoints;

/// <summary>The metadata of an assembly file, read into memory: the file is neither loaded nor kept open.</summary>
internal sealed class ModuleAssembly : IDisposable
{
    private readonly PEReader _file;
    private readonly Lazy<Dictionary<string, TypeDefinitionHandle>> _types;

    private ModuleAssembly(PEReader file, MetadataReader reader)
    {
        _file = file;
        Reader = reader;
        _types = new(IndexTypes);
    }

    public MetadataReader Reader { get; }

    public string SimpleName => Reader.GetString(Reader.GetAssemblyDefinition().Name);

    /// <summary>Full names of the types that other assemblies can see, in ordinal order.</summary>
    public IEnumerable<string> VisibleTypes =>
        _types.Value.Where(type => IsVisible(type.Value)).Select(type => type.Key).Order(StringComparer.Ordinal);

    /// <summary>Opens a file.</summary>
    /// <returns>The assembly, or a sentence that says why it is none and what to do.</returns>
    public static (ModuleAssembly? Assembly, string? Problem) Open(string path)
    {
        PEReader? file = null;
        try
        {
            var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            file = new PEReader(stream, PEStreamOptions.PrefetchMetadata);
            if (!file.HasMetadata)
            {
                return (null, "That file has no .NET metadata, so it is not an assembly. Build the project again.");
            }

            var reader = file.GetMetadataReader();
            if (!reader.IsAssembly)
            {
                return (null, "That file is a .NET module without an assembly manifest. Build the project as a library.");
            }

            var assembly = new ModuleAssembly(file, reader);
            file = null;
            return (assembly, null);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return (null, "That file does not exist. Build the project first.");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return (null, $"That file cannot be read: {e.Message}");
        }
        catch (Exception e) when (DamagedMetadata.Explains(e))
        {
            return (null, "That file is not a .NET assembly, or it is damaged. Build the project again.");
        }
        finally
        {
            file?.Dispose();
        }
    }

    public TypeDefinitionHandle? FindType(string fullName) => _types.Value.TryGetValue(fullName, out var handle) ? handle : null;

    /// <summary>The simple name of the assembly to which this one forwards a type, or null.</summary>
    public string? FindForward(string fullName)
    {
        foreach (var handle in Reader.ExportedTypes)
        {
            var type = Reader.GetExportedType(handle);
            var space = Reader.GetString(type.Namespace);
            var name = Reader.GetString(type.Name);
            if (type.Implementation.Kind == HandleKind.AssemblyReference && (space.Length == 0 ? name : $"{space}.{name}") == fullName)
            {
                return Reader.GetString(Reader.GetAssemblyReference((AssemblyReferenceHandle)type.Implementation).Name);
            }
        }

        return null;
    }

    /// <summary>Whether a type and all types around it are public.</summary>
    public bool IsVisible(TypeDefinitionHandle handle) => FirstHidden(handle) is null;

    /// <summary>The outermost type, among this and those around it, that is not public; null where all are.</summary>
    public TypeDefinitionHandle? FirstHidden(TypeDefinitionHandle handle)
    {
        TypeDefinitionHandle? hidden = null;
        for (; !handle.IsNil; handle = Reader.GetTypeDefinition(handle).GetDeclaringType())
        {
            var visibility = Reader.GetTypeDefinition(handle).Attributes & TypeAttributes.VisibilityMask;
            if (visibility is not (TypeAttributes.Public or TypeAttributes.NestedPublic))
            {
                hidden = handle;
            }
        }

        return hidden;
    }

    public void Dispose() => _file.Dispose();

    // Full names refuse types that are nested in a circle, so that walks from a type outwards end.
    private Dictionary<string, TypeDefinitionHandle> IndexTypes()
    {
        var types = new Dictionary<string, TypeDefinitionHandle>(StringComparer.Ordinal);
        foreach (var handle in Reader.TypeDefinitions)
        {
            types.TryAdd(Reader.FullName(handle), handle);
        }

        return types;
    }
}
