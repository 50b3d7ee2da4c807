using System.Reflection.Metadata;
using ModuleBuild.Security.Capabilities.Summaries;

namespace ModuleBuild.Security.Capabilities.Bodies;

/// <summary>Turns what a body does into edges and sites.</summary>
/// <param name="reader">The assembly's metadata.</param>
/// <param name="types">Its types.</param>
/// <param name="members">Its members.</param>
internal sealed class CallRecorder(MetadataReader reader, TypeUses types, MemberUses members)
{
    private readonly List<Edge> _edges = [];
    private readonly HashSet<int> _looked = [];
    private readonly HashSet<int> _used = [];
    private readonly List<CapabilitySite> _sites = [];
    private readonly List<string> _texts = [];

    /// <summary>All sites so far; edges refer to them by number.</summary>
    public CapabilitySite[] Sites => [.. _sites];

    /// <summary>All texts so far; edges refer to them by number.</summary>
    public string[] Texts => [.. _texts];

    /// <summary>Begins a body.</summary>
    public void Start()
    {
        _edges.Clear();
        _looked.Clear();
        _used.Clear();
    }

    /// <summary>Ends a body: types that were only looked at make nothing.</summary>
    public Edge[] Finish() => _looked.Count == 0
        ? [.. _edges]
        : [.. _edges.Where((_, at) => !_looked.Contains(at + 1) || _used.Contains(at + 1))];

    /// <summary>A value is used in a way that is not followed.</summary>
    public void Use(Value value)
    {
        if (value.Edge > 0)
        {
            _used.Add(value.Edge);
        }
    }

    /// <summary>Adds a site that no call makes, as for a function of a native library.</summary>
    public Edge[] SiteOf(CapabilitySite site)
    {
        _sites.Add(site);
        return [new Edge(EdgeKind.Site, _sites.Count - 1, -1, 0)];
    }

    /// <summary><c>newobj</c>.</summary>
    public void New(BodyStack stack, EntityHandle handle, int offset)
    {
        if (members.Of(handle) is not { } constructor)
        {
            throw new BadImageFormatException();
        }

        var arguments = stack.Pop(constructor.Signature.Count);
        AddSites(constructor, default, arguments, offset);
        UseAll(constructor, default, arguments);
        if (!constructor.IsFramework)
        {
            _edges.Add(new Edge(EdgeKind.New, members.NumberOf(constructor), -1, offset));
            stack.Push(new Value(ValueKind.Object, constructor.Use.Parent));
            return;
        }

        AddGeneric(constructor, offset);
        stack.Push(CallEffects.Made(constructor, arguments));
    }

    /// <summary><c>call</c> and <c>callvirt</c>.</summary>
    public void Call(BodyStack stack, EntityHandle handle, bool isVirtual, int constrained, int offset)
    {
        if (members.Of(handle) is not { } method)
        {
            throw new BadImageFormatException();
        }

        var arguments = stack.Pop(method.Signature.Count);
        var receiver = method.Signature.HasThis ? stack.Pop() : default;
        AddSites(method, receiver, arguments, offset);
        UseAll(method, receiver, arguments);
        if (!method.IsFramework)
        {
            // Of an object that was made in this body the type is known, not only the declared one.
            var exact = isVirtual && constrained < 0 && receiver.Kind == ValueKind.Object ? receiver.Number : constrained;
            _edges.Add(new Edge(isVirtual || constrained >= 0 ? EdgeKind.VirtualCall : EdgeKind.Call, members.NumberOf(method), exact, offset));
        }
        else
        {
            AddGeneric(method, offset);
            AddLookups(method, receiver, arguments, offset);
        }

        if (!method.Signature.IsVoid)
        {
            stack.Push(CallEffects.Returned(method, receiver, arguments));
        }
        else
        {
            CallEffects.Returned(method, receiver, arguments);
        }
    }

    /// <summary><c>ldftn</c> and <c>ldvirtftn</c>: what is called later, by whoever gets it. A member of the map counts as used here.</summary>
    public void Address(EntityHandle handle, bool isVirtual, int constrained, int offset)
    {
        if (members.Of(handle) is not { } method)
        {
            return;
        }

        AddSites(method, default, [], offset);
        if (!method.IsFramework)
        {
            _edges.Add(new Edge(isVirtual || constrained >= 0 ? EdgeKind.VirtualAddress : EdgeKind.Address, members.NumberOf(method), constrained, offset));
        }
        else
        {
            AddGeneric(method, offset);
        }
    }

    /// <summary><c>calli</c>: managed targets counted where their address was taken; native ones count here.</summary>
    public void Indirect(BodyStack stack, StandaloneSignature signature, int offset)
    {
        var header = reader.GetBlobReader(signature.Signature).ReadSignatureHeader();
        var facts = members.SignatureOf(signature.Signature);
        stack.Pop();
        foreach (var argument in stack.Pop(facts.Count + (facts.HasThis ? 1 : 0)))
        {
            Use(argument);
        }

        if (!facts.IsVoid)
        {
            stack.Push(default);
        }

        if (header.CallingConvention is not (SignatureCallingConvention.Default or SignatureCallingConvention.VarArgs))
        {
            _edges.Add(SiteOf(new CapabilitySite("native:pinvoke", null, string.Empty, "native function pointer"))[0] with { Offset = offset });
        }
    }

    /// <summary>A static field is touched.</summary>
    public void StaticField(EntityHandle handle, int offset)
    {
        var type = handle.Kind switch
        {
            HandleKind.FieldDefinition => reader.GetFieldDefinition((FieldDefinitionHandle)handle).GetDeclaringType(),
            HandleKind.MemberReference => reader.GetMemberReference((MemberReferenceHandle)handle).Parent,
            _ => throw new BadImageFormatException(),
        };
        var number = types.Of(type);
        if (GenericInterest.IsOurs(types, number))
        {
            _edges.Add(new Edge(EdgeKind.StaticField, number, -1, offset));
        }
    }

    /// <summary>A value of a type comes to be.</summary>
    public void Value(int type, int offset)
    {
        if (GenericInterest.IsOurs(types, type))
        {
            _edges.Add(new Edge(EdgeKind.Value, type, -1, offset));
        }
    }

    /// <summary><c>ldtoken</c>.</summary>
    public Value Token(EntityHandle handle, int offset)
    {
        switch (handle.Kind)
        {
            case HandleKind.TypeDefinition or HandleKind.TypeReference or HandleKind.TypeSpecification:
                var type = types.Of(handle);
                if (!GenericInterest.IsOursOrOpen(types, type))
                {
                    return new Value(ValueKind.Type, type);
                }

                _edges.Add(new Edge(EdgeKind.Token, type, -1, offset));
                return new Value(ValueKind.Type, type, Edge: _edges.Count);
            case HandleKind.MemberReference when reader.GetMemberReference((MemberReferenceHandle)handle).GetKind() == MemberReferenceKind.Field:
                StaticField(handle, offset);
                return default;
            case HandleKind.FieldDefinition:
                return default;
            default:
                Address(handle, isVirtual: false, -1, offset);
                return default;
        }
    }

    private void AddSites(MemberFacts method, Value receiver, Value[] arguments, int offset)
    {
        foreach (var entry in method.Entries.Where(entry => !FileOpening.RulesOut(entry.Kind!, method.Signature, arguments)))
        {
            var target = Targets.Of(entry, method, receiver, arguments);
            _edges.Add(SiteOf(new CapabilitySite(entry.Kind!, target, method.Reference.Assembly, method.Display))[0] with { Offset = offset });
        }
    }

    private void UseAll(MemberFacts method, Value receiver, Value[] arguments)
    {
        if (method.Reference.Text == "System.Type" && method.Use.Name == "GetTypeFromHandle")
        {
            return; // The type goes on as it is.
        }

        var isHarmless = method.IsFramework && (HarmlessTypeUse.Is(method) || CallEffects.Lookup(method, receiver, arguments) is not null);
        foreach (var value in arguments.Append(receiver).Where(value => value.Edge > 0))
        {
            (isHarmless ? _looked : _used).Add(value.Edge);
        }
    }

    private void AddGeneric(MemberFacts method, int offset)
    {
        if (GenericInterest.HasArguments(types, method.Use))
        {
            _edges.Add(new Edge(EdgeKind.GenericMember, members.NumberOf(method), -1, offset));
        }
    }

    private void AddLookups(MemberFacts method, Value receiver, Value[] arguments, int offset)
    {
        if (CallEffects.Lookup(method, receiver, arguments) is { } lookup)
        {
            _texts.Add(lookup.Name);
            _edges.Add(new Edge(EdgeKind.Named, _texts.Count - 1, lookup.Type, offset));
        }
        else if (CallEffects.TypeLookup(method, arguments) is { } type)
        {
            _texts.Add(type);
            _edges.Add(new Edge(EdgeKind.NamedType, _texts.Count - 1, -1, offset));
        }
    }
}
