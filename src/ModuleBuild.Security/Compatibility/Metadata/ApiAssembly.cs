using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using ModuleBuild.Security.Capabilities.Summaries;

namespace ModuleBuild.Security.Compatibility.Metadata;

/// <summary>The metadata of an assembly, in memory: neither loaded nor kept open.</summary>
internal sealed class ApiAssembly : IDisposable
{
    private readonly PEReader _image;
    private readonly Dictionary<string, TypeDefinitionHandle> _types = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _forwards = new(StringComparer.Ordinal);
    private readonly HashSet<string> _friends = new(StringComparer.OrdinalIgnoreCase);

    private ApiAssembly(PEReader image, MetadataReader reader)
    {
        _image = image;
        Reader = reader;
        Name = reader.GetString(reader.GetAssemblyDefinition().Name);
        foreach (var handle in reader.TypeDefinitions)
        {
            _types.TryAdd(MetadataNames.Of(reader, handle), handle);
        }

        foreach (var handle in reader.ExportedTypes)
        {
            var type = reader.GetExportedType(handle);
            if (type.Implementation.Kind == HandleKind.AssemblyReference)
            {
                var space = reader.GetString(type.Namespace);
                var target = reader.GetAssemblyReference((AssemblyReferenceHandle)type.Implementation).Name;
                _forwards.TryAdd((space.Length == 0 ? string.Empty : space + ".") + reader.GetString(type.Name), reader.GetString(target));
            }
        }

        foreach (var friend in AttributeTexts.Of(reader, reader.GetAssemblyDefinition().GetCustomAttributes(), "System.Runtime.CompilerServices.InternalsVisibleToAttribute"))
        {
            _friends.Add(friend.Split(',')[0].Trim());
        }
    }

    /// <summary>The metadata.</summary>
    public MetadataReader Reader { get; }

    /// <summary>Its simple name.</summary>
    public string Name { get; }

    /// <summary>Its own version.</summary>
    public Version Version => Reader.GetAssemblyDefinition().Version;

    /// <summary>Versions of the assemblies that the compiler saw, by simple name.</summary>
    public IEnumerable<(string Name, Version Version)> References => Reader.AssemblyReferences.Select(Reader.GetAssemblyReference).Select(reference => (Reader.GetString(reference.Name), reference.Version));

    /// <summary>Reads a file.</summary>
    /// <returns>Null where it cannot be read, or is no assembly.</returns>
    public static ApiAssembly? Open(string path) => Open(() => new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete));

    /// <summary>Reads bytes that somebody opens.</summary>
    /// <param name="open">Opens them, so that they can be read from the beginning.</param>
    /// <returns>Null where they cannot be read, or are no assembly.</returns>
    public static ApiAssembly? Open(Func<Stream> open)
    {
        PEReader? image = null;
        try
        {
            var stream = open();
            image = new PEReader(stream, PEStreamOptions.PrefetchMetadata);
            if (!image.HasMetadata || image.GetMetadataReader() is not { IsAssembly: true } reader)
            {
                return null;
            }

            var assembly = new ApiAssembly(image, reader);
            image = null;
            return assembly;
        }
        catch (Exception e) when (e is IOException or InvalidDataException or UnauthorizedAccessException || DamagedBytes.Explain(e))
        {
            return null;
        }
        finally
        {
            image?.Dispose();
        }
    }

    /// <summary>The type with a full name; null where the assembly does not define it.</summary>
    public TypeDefinitionHandle? FindType(string name) => _types.TryGetValue(name, out var handle) ? handle : null;

    /// <summary>The assembly to which a type was moved; a nested type moves with the one around it.</summary>
    public string? FindForward(string name) => _forwards.GetValueOrDefault(name.Split('+')[0]);

    /// <summary>Whether an assembly may see what is internal.</summary>
    public bool Befriends(string assembly) => _friends.Contains(assembly);

    /// <summary>Whether a type and all around it can be seen from outside, or by derived types there.</summary>
    public bool IsVisible(TypeDefinitionHandle handle)
    {
        for (var depth = 0; !handle.IsNil && depth < 64; depth++)
        {
            var type = Reader.GetTypeDefinition(handle);
            switch (type.Attributes & TypeAttributes.VisibilityMask)
            {
                case TypeAttributes.Public:
                    return true;
                case TypeAttributes.NestedPublic or TypeAttributes.NestedFamily or TypeAttributes.NestedFamORAssem:
                    handle = type.GetDeclaringType();
                    break;
                default:
                    return false;
            }
        }

        return false;
    }

    /// <inheritdoc/>
    public void Dispose() => _image.Dispose();
}
