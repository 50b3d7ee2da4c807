using System.Collections.Immutable;

namespace ModuleBuild.Security.Compatibility.Metadata;

/// <summary>A type as another one names it: a base type, an interface, the parent of a member.</summary>
/// <param name="Assembly">Simple name of the assembly in which it is looked for.</param>
/// <param name="Name">Full name, nested types with <c>+</c>.</param>
/// <param name="Arguments">Texts of its type arguments; empty where it is not constructed.</param>
internal sealed record TypeUse(string Assembly, string Name, ImmutableArray<string> Arguments);

/// <summary>What a member is called: what the runtime binds by, within a type.</summary>
/// <param name="Name">Its name in metadata.</param>
/// <param name="Signature">Canonical text, see <see cref="SignatureKey"/>; parameters of the type as <c>!n;</c>.</param>
internal sealed record MemberKey(string Name, string Signature)
{
    /// <summary>Whether it is a field: methods and fields may share names.</summary>
    public bool IsField => Signature.StartsWith("field ", StringComparison.Ordinal);
}
