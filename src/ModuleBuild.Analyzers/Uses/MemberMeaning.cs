using System.Collections.Immutable;
using ModuleBuild.Core.Capabilities;

namespace ModuleBuild.Analyzers.Uses;

/// <summary>What the use of a member means, decided once for all its uses.</summary>
/// <param name="Entries">What the map says.</param>
/// <param name="Required">What <c>[RequiresCapability]</c> says, with the target where it names one.</param>
/// <param name="CreatesArguments">Whether it makes objects of its type arguments, which is told by the constraint <c>new()</c> and by what trimming has to keep.</param>
internal sealed record MemberMeaning(ImmutableArray<MapEntry> Entries, ImmutableArray<Capability> Required, bool CreatesArguments)
{
    /// <summary>Nothing, as for nearly all members.</summary>
    public static MemberMeaning Nothing { get; } = new([], [], false);

    /// <summary>Whether it means nothing.</summary>
    public bool IsNothing => ReferenceEquals(this, Nothing);
}
