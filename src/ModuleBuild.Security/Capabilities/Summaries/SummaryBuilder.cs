using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;
using System.Runtime.InteropServices;
using ModuleBuild.Core.Capabilities;
using ModuleBuild.Security.Capabilities.Bodies;

namespace ModuleBuild.Security.Capabilities.Summaries;

/// <summary>Makes the summary of an assembly from its bytes. Whatever they are, there is a summary; what could not be read is its problem.</summary>
internal sealed class SummaryBuilder
{
    private readonly MetadataReader _reader;
    private readonly PEReader _image;
    private readonly TypeUses _types;
    private readonly MemberUses _members;
    private readonly EdgeList _edges = new();
    private readonly List<Edge> _found = [];
    private readonly EdgePacker _packer = new();
    private readonly BodyReader _bodies;
    private readonly StaticConstants _constants;
    private readonly RequiredCapabilities _required;
    private readonly AccessorMethods _accessors;
    private int _unreadable;

    private SummaryBuilder(PEReader image, MetadataReader reader, CapabilityMap map)
    {
        _image = image;
        _reader = reader;
        _types = new TypeUses(reader);
        _required = new RequiredCapabilities(reader);
        var lookup = new MapLookup(map);
        _members = new MemberUses(reader, _types, lookup);
        _accessors = new AccessorMethods(reader, _types, lookup, _edges);
        _constants = new StaticConstants(reader);
        _bodies = new BodyReader(reader, _types, new CallRecorder(reader, _types, _members, _edges, new FrameworkNames(_types, lookup, _edges)), _edges, _constants);
    }

    /// <summary>Makes the summary.</summary>
    /// <param name="name">Simple name that the file's name says; the assembly's own counts where it can be read.</param>
    /// <param name="file">The file, from its beginning.</param>
    /// <param name="map">What members of .NET do.</param>
    public static AssemblySummary Build(string name, Stream file, CapabilityMap map)
    {
        try
        {
            // The image is held outside of the managed heap, and let go at once.
            using var image = new PEReader(file, PEStreamOptions.PrefetchEntireImage | PEStreamOptions.LeaveOpen);
            if (!image.HasMetadata)
            {
                return AssemblySummary.Of(name, "it is no .NET assembly");
            }

            var reader = image.GetMetadataReader();
            return reader.IsAssembly
                ? AssemblySummary.Of(new SummaryBuilder(image, reader, map).Draft())
                : AssemblySummary.Of(name, "it is a module without an assembly");
        }
        catch (Exception e) when (IsDamage(e))
        {
            return AssemblySummary.Of(name, "it is damaged: its metadata cannot be read");
        }
    }

    /// <summary>Whether an exception means that bytes are not what they claim to be: the reader throws all of these.</summary>
    public static bool IsDamage(Exception e) =>
        e is BadImageFormatException or InvalidOperationException or ArgumentException or IndexOutOfRangeException or OverflowException
            or InvalidCastException or NullReferenceException or KeyNotFoundException or IOException or NotSupportedException or InsufficientExecutionStackException;

    private AssemblyDraft Draft()
    {
        var assembly = _reader.GetAssemblyDefinition();
        TypeDraft[] types = [.. _reader.TypeDefinitions.Select(Type)];
        foreach (var type in types.Where(type => type.StaticConstructor >= 0))
        {
            Guard(() => CollectConstants(type.StaticConstructor));
        }

        MethodDraft[] methods = [.. _reader.MethodDefinitions.Select(Method)];
        var initializer = types.Length > 0 ? types[0].StaticConstructor : -1;
        var attributes = new AttributeUses(_reader, _types, _members).Read(); // before the types that it uses are taken
        return new AssemblyDraft
        {
            Name = _reader.GetString(assembly.Name),
            Problem = AssemblyProblem.Of(_image, _reader, methods, _unreadable),
            Types = types,
            Methods = methods,
            TypeUses = _types.ToArray(),
            MemberUses = _members.ToArray(),
            Texts = _edges.Texts,
            Sites = _edges.Sites,
            Forwards = Forwards(),
            Attributes = attributes,
            EntryPoint = EntryPoint(methods.Length),
            ModuleInitializer = initializer,
        };
    }

    private TypeDraft Type(TypeDefinitionHandle handle)
    {
        var type = _reader.GetTypeDefinition(handle);
        var methods = type.GetMethods();
        var baseType = type.BaseType.IsNil ? -1 : _types.Of(type.BaseType);
        var outer = type.GetDeclaringType();
        return new TypeDraft
        {
            Name = MetadataNames.Of(_reader, handle),
            Base = baseType,
            Interfaces = [.. type.GetInterfaceImplementations().Select(i => _types.Of(_reader.GetInterfaceImplementation(i).Interface))],
            FirstMethod = methods.Count == 0 ? 0 : MetadataTokens.GetRowNumber(methods.First()) - 1,
            MethodCount = methods.Count,
            Traits = TypeTraitsOf.Read(_reader, type, baseType < 0 ? string.Empty : _types[baseType].Text),
            Overrides = [.. type.GetMethodImplementations().Select(Override).Where(pair => pair.Declaration >= 0)],
            StaticConstructor = methods.Where(m => _reader.StringComparer.Equals(_reader.GetMethodDefinition(m).Name, ".cctor"))
                .Select(m => MetadataTokens.GetRowNumber(m) - 1).DefaultIfEmpty(-1).First(),
            Outer = outer.IsNil ? -1 : MetadataTokens.GetRowNumber(outer) - 1,
        };
    }

    private (int Body, int Declaration) Override(MethodImplementationHandle handle)
    {
        var implementation = _reader.GetMethodImplementation(handle);
        var body = implementation.MethodBody.Kind == HandleKind.MethodDefinition ? MetadataTokens.GetRowNumber(implementation.MethodBody) - 1 : -1;
        return (body, body >= 0 && _members.Of(implementation.MethodDeclaration) is { } declaration ? _members.NumberOf(declaration) : -1);
    }

    private MethodDraft Method(MethodDefinitionHandle handle)
    {
        var definition = _reader.GetMethodDefinition(handle);
        if (definition.GetDeclaringType().IsNil)
        {
            throw new BadImageFormatException();
        }

        var name = _reader.GetString(definition.Name);
        _found.Clear();
        Guard(() => _found.AddRange(EdgesOf(handle, definition, name)));
        var isRequired = false;
        Guard(() => isRequired = AddRequired(handle));
        return new MethodDraft
        {
            Name = name,
            Signature = _members.SignatureOf(definition.Signature).Text,
            Type = MetadataTokens.GetRowNumber(definition.GetDeclaringType()) - 1,
            Traits = MethodTraitsOf.Read(_reader, definition) | (isRequired ? MethodTraits.Required : MethodTraits.None),
            Edges = _packer.Add(CollectionsMarshal.AsSpan(_found)),
        };
    }

    private Edge[] EdgesOf(MethodDefinitionHandle handle, MethodDefinition definition, string name)
    {
        if ((definition.Attributes & MethodAttributes.PinvokeImpl) != 0)
        {
            return Native(definition);
        }

        switch (definition.ImplAttributes & MethodImplAttributes.CodeTypeMask)
        {
            case MethodImplAttributes.IL when definition.RelativeVirtualAddress != 0:
                return _bodies.Read(_image.GetMethodBody(definition.RelativeVirtualAddress).GetILReader(), looksOnly: name == "get_EqualityContract");
            case MethodImplAttributes.Native or MethodImplAttributes.OPTIL:
                _unreadable++;
                return [];
            default:
                return definition.RelativeVirtualAddress == 0 && (definition.Attributes & MethodAttributes.Abstract) == 0 ? _accessors.Read(handle) : [];
        }
    }

    private bool AddRequired(MethodDefinitionHandle handle)
    {
        _edges.Start();
        foreach (var site in _required.Of(handle))
        {
            _edges.AddSite(site, 0);
        }

        if (_edges.Count == 0)
        {
            return false;
        }

        _found.InsertRange(0, _edges.Finish());
        return true;
    }

    private Edge[] Native(MethodDefinition definition)
    {
        var import = definition.GetImport();
        var library = import.Module.IsNil ? string.Empty : _reader.GetString(_reader.GetModuleReference(import.Module).Name);
        var function = _reader.GetString(import.Name.IsNil ? definition.Name : import.Name);
        _edges.Start();
        _edges.AddSite(new CapabilitySite("native:pinvoke", library.Length == 0 ? null : $"{library}!{function}", library, function), 0);
        return _edges.Finish();
    }

    private void CollectConstants(int row)
    {
        var definition = _reader.GetMethodDefinition(MetadataTokens.MethodDefinitionHandle(row + 1));
        if (definition.RelativeVirtualAddress != 0)
        {
            _constants.Collect(_image.GetMethodBody(definition.RelativeVirtualAddress).GetILReader());
        }
    }

    private Dictionary<string, string> Forwards()
    {
        var forwards = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var handle in _reader.ExportedTypes)
        {
            Guard(() =>
            {
                var type = _reader.GetExportedType(handle);
                if (type.IsForwarder && type.Implementation.Kind == HandleKind.AssemblyReference)
                {
                    var space = _reader.GetString(type.Namespace);
                    var name = _reader.GetString(type.Name);
                    var target = _reader.GetAssemblyReference((AssemblyReferenceHandle)type.Implementation);
                    forwards[space.Length == 0 ? name : $"{space}.{name}"] = _reader.GetString(target.Name);
                }
            });
        }

        return forwards;
    }

    private int EntryPoint(int count)
    {
        var token = _image.PEHeaders.CorHeader?.EntryPointTokenOrRelativeVirtualAddress ?? 0;
        return token >> 24 == 0x06 && (token & 0xFFFFFF) is > 0 and var row && row <= count ? row - 1 : -1;
    }

    private void Guard(Action read)
    {
        try
        {
            read();
        }
        catch (Exception e) when (IsDamage(e))
        {
            _unreadable++;
        }
    }
}
