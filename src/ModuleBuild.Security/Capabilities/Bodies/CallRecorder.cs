using System.Reflection.Metadata;
using ModuleBuild.Core.Capabilities;
using ModuleBuild.Security.Capabilities.Summaries;

namespace ModuleBuild.Security.Capabilities.Bodies;

/// <summary>Turns what a body does into edges and sites.</summary>
/// <param name="reader">The assembly's metadata.</param>
/// <param name="types">Its types.</param>
/// <param name="members">Its members.</param>
/// <param name="edges">Takes them.</param>
/// <param name="names">What names of .NET's own members mean.</param>
internal sealed class CallRecorder(MetadataReader reader, TypeUses types, MemberUses members, EdgeList edges, FrameworkNames names)
{
    /// <summary>Begins a body.</summary>
    public void Start()
    {
        edges.Start();
        names.Start();
    }

    /// <summary>Ends a body.</summary>
    public Edge[] Finish()
    {
        names.Finish();
        return edges.Finish();
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
            edges.Add(new Edge(EdgeKind.New, members.NumberOf(constructor), -1, offset));
            stack.Push(new Value(ValueKind.Object, constructor.Use.Parent));
            return;
        }

        AddGeneric(constructor, offset);
        names.Made(constructor);
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
            edges.Add(new Edge(isVirtual || constrained >= 0 ? EdgeKind.VirtualCall : EdgeKind.Call, members.NumberOf(method), exact, offset));
        }
        else
        {
            AddGeneric(method, offset);
            AddLookups(method, receiver, arguments, offset);
        }

        if (!method.Signature.IsVoid)
        {
            var returned = CallEffects.Returned(method, receiver, arguments);
            stack.Push(returned.Kind == ValueKind.Unknown && names.TypeOf(method, arguments) is { } type ? new Value(ValueKind.Type, type) : returned);
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
            edges.Add(new Edge(isVirtual || constrained >= 0 ? EdgeKind.VirtualAddress : EdgeKind.Address, members.NumberOf(method), constrained, offset));
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
            edges.Use(argument);
        }

        if (!facts.IsVoid)
        {
            stack.Push(default);
        }

        if (header.CallingConvention is not (SignatureCallingConvention.Default or SignatureCallingConvention.VarArgs))
        {
            edges.AddSite(new CapabilitySite("native:pinvoke", null, string.Empty, "native function pointer"), offset);
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
            edges.Add(new Edge(EdgeKind.StaticField, number, -1, offset));
        }
    }

    /// <summary>A value of a type comes to be.</summary>
    public void Value(int type, int offset)
    {
        if (GenericInterest.IsOurs(types, type))
        {
            edges.Add(new Edge(EdgeKind.Value, type, -1, offset));
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
                    return names.Written(type);
                }

                edges.Add(new Edge(EdgeKind.Token, type, -1, offset));
                return new Value(ValueKind.Type, type, Edge: edges.Count);
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
        foreach (var entry in method.Entries)
        {
            if (FileOpening.Concerns(entry.Kind) && FileOpening.RulesOut(entry.Kind!, Constants(method.Signature, arguments)))
            {
                continue;
            }

            var target = Targets.Of(entry, method, receiver, arguments);
            edges.AddSite(new CapabilitySite(entry.Kind!, target, method.Reference.Assembly, method.Display), offset);
        }
    }

    private static IEnumerable<(string Type, int Value)> Constants(SignatureFacts signature, Value[] arguments)
    {
        for (var at = 0; at < arguments.Length; at++)
        {
            if (arguments[at].Kind == ValueKind.Number)
            {
                yield return (MemberDisplay.Short(signature.Parameters[at]), arguments[at].Number);
            }
        }
    }

    private void UseAll(MemberFacts method, Value receiver, Value[] arguments)
    {
        if (method.Reference.Text == "System.Type" && method.Use.Name == "GetTypeFromHandle")
        {
            return; // The type goes on as it is.
        }

        var isHarmless = method.IsFramework && (HarmlessTypeUse.Is(method) || CallEffects.Lookup(method, receiver, arguments) is not null);
        var isMaker = method.Use.Name.StartsWith("GetCustomAttribute", StringComparison.Ordinal);
        for (var at = method.Signature.HasThis ? -1 : 0; at < arguments.Length; at++)
        {
            // The type that has attributes is looked at; that of the attributes is made.
            edges.Note(at < 0 ? receiver : arguments[at], isHarmless && !(isMaker && at >= (method.Signature.HasThis ? 0 : 1)));
        }
    }

    private void AddGeneric(MemberFacts method, int offset)
    {
        if (GenericInterest.HasArguments(types, method.Use))
        {
            edges.Add(new Edge(EdgeKind.GenericMember, members.NumberOf(method), -1, offset));
        }
    }

    private void AddLookups(MemberFacts method, Value receiver, Value[] arguments, int offset)
    {
        foreach (var name in MemberNames.OfDynamic(method, arguments))
        {
            edges.AddNamed(EdgeKind.Named, name, -1, offset);
        }

        if (CallEffects.AttributesOf(method, receiver, arguments) is { } attributes)
        {
            edges.Add(new Edge(EdgeKind.Attributes, attributes.Of, attributes.Wanted, offset));
        }

        var looked = CallEffects.Lookup(method, receiver, arguments);
        names.Look(method, receiver, arguments, looked, offset);
        if (looked is { } lookup)
        {
            edges.AddNamed(EdgeKind.Named, lookup.Name, lookup.Type, offset);
        }
        else if (CallEffects.TypeLookup(method, arguments) is { } type)
        {
            edges.AddNamed(EdgeKind.NamedType, type, -1, offset);
        }
    }
}
