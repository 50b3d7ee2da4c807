namespace ModuleBuild.Security.Capabilities.Summaries;

/// <summary>How code refers to a type.</summary>
internal enum TypeUseKind
{
    Definition,
    Reference,
    TypeParameter,
    MethodParameter,
    Instance,

    /// <summary>Arrays, pointers, primitives: nothing of which an object with methods of ours is made.</summary>
    Other,
}

/// <summary>An attribute that stands somewhere.</summary>
/// <param name="Holder">Row of the type that has it or whose member has it; -1 for all else.</param>
/// <param name="Attribute">Number of its type among the uses; -1 where its code is .NET's.</param>
/// <param name="Types">Full names of the types that it names.</param>
internal sealed record AttributeUse(int Holder, int Attribute, string[] Types);

/// <summary>Something that a body uses.</summary>
/// <param name="Kind">What is done.</param>
/// <param name="Operand">Number of the member, type, text or site.</param>
/// <param name="Extra">Number of the type with which a call is constrained, or of which a name is looked up; -1 for none.</param>
/// <param name="Offset">Offset of the instruction.</param>
internal readonly record struct Edge(EdgeKind Kind, int Operand, int Extra, int Offset);

/// <summary>What a body does with something.</summary>
internal enum EdgeKind : byte
{
    Call,
    VirtualCall,
    New,

    /// <summary>A method becomes a delegate, a function pointer, or part of an expression.</summary>
    Address,
    VirtualAddress,

    /// <summary>A value of a type comes to be without a constructor: <c>initobj</c>, boxing.</summary>
    Value,

    /// <summary>A type becomes an object of reflection.</summary>
    Token,

    /// <summary>A static field is touched.</summary>
    StaticField,

    /// <summary>A generic type or method of .NET, or of others, is used with arguments: a member use.</summary>
    GenericMember,

    /// <summary>A member is looked up by a name that is known.</summary>
    Named,

    /// <summary>A type is looked up by a name that is known.</summary>
    NamedType,

    /// <summary>The attributes of something become objects: of a type, or of what is not known (-1); those of a type (Extra), or all.</summary>
    Attributes,

    /// <summary>A member of the map is used.</summary>
    Site,
}

/// <summary>A use of a member of the map.</summary>
/// <param name="Kind">The capability.</param>
/// <param name="Target">The constant target, or null.</param>
/// <param name="Assembly">Simple name of the assembly that has the member.</param>
/// <param name="Member">For people: <c>System.Net.Http.HttpClient.GetAsync(String)</c>.</param>
internal sealed record CapabilitySite(string Kind, string? Target, string Assembly, string Member);
