namespace ModuleBuild.Security.Capabilities.Summaries;

/// <summary>A type as code refers to it.</summary>
/// <param name="Kind">How.</param>
/// <param name="Text">Canonical text, as in signatures.</param>
/// <param name="Assembly">Of a reference: simple name of the assembly; empty for the own one.</param>
/// <param name="Index">Of a definition its row; of a type parameter its number; of an instance the number of the generic type among the uses; else -1.</param>
/// <param name="Arguments">Of an instance its arguments, of an array or pointer its element; numbers among the uses.</param>
internal sealed record TypeUse(TypeUseKind Kind, string Text, string Assembly, int Index, int[] Arguments)
{
    /// <summary>Whether a parameter of a type is in it.</summary>
    public bool NamesTypeParameter { get; } = Text.Contains('!', StringComparison.Ordinal);

    /// <summary>Whether a parameter of a method is in it.</summary>
    public bool NamesMethodParameter { get; } = Text.Contains('^', StringComparison.Ordinal);
}

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

/// <summary>A member as code refers to it.</summary>
/// <param name="Parent">Number of the type among the uses.</param>
/// <param name="Name">Its name.</param>
/// <param name="Signature">Canonical signature.</param>
/// <param name="Definition">Row where it is a method of the own assembly, named directly; else -1.</param>
/// <param name="Arguments">Arguments of a generic method; numbers among the type uses.</param>
internal readonly record struct MemberUse(int Parent, string Name, string Signature, int Definition, int[] Arguments);

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
