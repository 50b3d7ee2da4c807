using System.Collections.Immutable;
using ModuleBuild.Security.Compatibility.Metadata;

namespace ModuleBuild.Security.Compatibility.Uses;

/// <summary>How a module uses something of its host.</summary>
internal enum UseKind
{
    /// <summary>It names a type.</summary>
    Uses,

    /// <summary>It calls a method, or reads or writes a field.</summary>
    Calls,

    /// <summary>It implements or overrides a member.</summary>
    Implements,
}

/// <summary>A type or member of another assembly that a module uses.</summary>
/// <param name="Kind">How.</param>
/// <param name="Assembly">Simple name of the assembly, as the reference says it.</param>
/// <param name="Type">Full name of the type.</param>
/// <param name="Key">The member; null where the type itself is used.</param>
internal sealed record UsedMember(UseKind Kind, string Assembly, string Type, MemberKey? Key)
{
    /// <summary>For people: <c>Acme.Gateway.Tags.Read(String)</c>.</summary>
    public string Display => MemberText.Of(Type, Key);
}

/// <summary>What a module uses of its host.</summary>
/// <param name="Name">Simple name of the module's assembly.</param>
/// <param name="Members">Each once, in ordinal order of what is shown.</param>
internal sealed record ModuleUses(string Name, ImmutableArray<UsedMember> Members);
