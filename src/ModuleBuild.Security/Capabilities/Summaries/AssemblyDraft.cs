namespace ModuleBuild.Security.Capabilities.Summaries;

/// <summary>
/// What is read of an assembly, before it takes the form in which it is kept: see <see cref="AssemblySummary"/>.
/// </summary>
internal sealed class AssemblyDraft
{
    /// <summary>Simple name.</summary>
    public required string Name { get; init; }

    /// <summary>Why it could not be looked into, or only in part, as a sentence; null where all of it was read.</summary>
    public string? Problem { get; init; }

    /// <summary>Types by row of the table TypeDef, from 0.</summary>
    public TypeDraft[] Types { get; init; } = [];

    /// <summary>Methods by row of the table MethodDef, from 0.</summary>
    public MethodDraft[] Methods { get; init; } = [];

    /// <summary>Types as methods and types refer to them, each once.</summary>
    public WrittenType[] TypeUses { get; init; } = [];

    /// <summary>Members as methods refer to them, each once.</summary>
    public WrittenMember[] MemberUses { get; init; } = [];

    /// <summary>Texts that edges refer to: names for reflection.</summary>
    public string[] Texts { get; init; } = [];

    /// <summary>Uses of members of the map.</summary>
    public CapabilitySite[] Sites { get; init; } = [];

    /// <summary>Types that live elsewhere by now: full name and simple name of the assembly.</summary>
    public Dictionary<string, string> Forwards { get; init; } = new(StringComparer.Ordinal);

    /// <summary>Attributes that have code of the closure's own, or name types, each once for a holder.</summary>
    public AttributeUse[] Attributes { get; init; } = [];

    /// <summary>Row of the method in which a program starts, or -1.</summary>
    public int EntryPoint { get; init; } = -1;

    /// <summary>Row of the initializer of the module, or -1.</summary>
    public int ModuleInitializer { get; init; } = -1;
}

/// <summary>A type that the assembly defines.</summary>
internal sealed class TypeDraft
{
    /// <summary>As in metadata: <c>Acme.Outer+Nested`1</c>.</summary>
    public required string Name { get; init; }

    /// <summary>Number of the base type among the uses, or -1.</summary>
    public required int Base { get; init; }

    /// <summary>Numbers of the interfaces among the uses.</summary>
    public required int[] Interfaces { get; init; }

    /// <summary>Row of its first method.</summary>
    public required int FirstMethod { get; init; }

    /// <summary>How many methods it has.</summary>
    public required int MethodCount { get; init; }

    /// <summary>What it is.</summary>
    public required TypeTraits Traits { get; init; }

    /// <summary>Explicit implementations: row of the body, or -1 where it is not the type's own, and number of the declaration among the member uses.</summary>
    public required (int Body, int Declaration)[] Overrides { get; init; }

    /// <summary>Row of the static constructor, or -1.</summary>
    public required int StaticConstructor { get; init; }

    /// <summary>Row of the type that it is nested in, or -1.</summary>
    public required int Outer { get; init; }
}

/// <summary>A method that the assembly defines.</summary>
internal sealed class MethodDraft
{
    /// <summary>As in metadata.</summary>
    public required string Name { get; init; }

    /// <summary>Canonical signature; see <see cref="SignatureText"/>.</summary>
    public required string Signature { get; init; }

    /// <summary>Row of the type.</summary>
    public required int Type { get; init; }

    /// <summary>What it is.</summary>
    public required MethodTraits Traits { get; init; }

    /// <summary>What its body uses, in the order of the code.</summary>
    public EdgeRun Edges { get; init; }
}
