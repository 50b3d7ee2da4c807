using System.Collections.Immutable;
using ModuleBuild.Release.Model;

namespace ModuleBuild.Release.Promotion;

/// <summary>Something that an operation did, for people who watch and for programs.</summary>
/// <param name="Operation">Id of the operation.</param>
/// <param name="Phase">The phase in which it is.</param>
/// <param name="Text">What happened, as a sentence; lines below it are what somebody else wrote, for who watches only.</param>
public sealed record PromotionProgress(string Operation, Phase Phase, string Text)
{
    /// <summary>What the gates said, where that is what happened.</summary>
    public ImmutableArray<GateAnswer> Gates { get; init; } = [];
}
