using System.Collections.Immutable;
using ModuleBuild.Core.Diagnostics;

namespace ModuleBuild.Core.Resolution.Explaining;

/// <summary>Why an incompatibility holds.</summary>
internal abstract class Cause;

/// <summary>A cause outside of the proof: something that a package, a root or a policy says. It tells itself.</summary>
internal abstract class Fact : Cause
{
    /// <summary>One word for what kind of fact it is, for programs.</summary>
    public abstract string Kind { get; }

    /// <summary>Ids that it speaks of, the speaker first.</summary>
    public abstract ImmutableArray<string> Packages { get; }

    /// <summary>Where a root wrote it, or null.</summary>
    public virtual SourceLocation? Location => null;

    /// <summary>
    /// Whether it says that nobody asks for something, so that a version of which nothing is known yet might make it untrue.
    /// </summary>
    public virtual bool SpeaksOfAbsence => false;

    /// <summary>The fact as a sentence, without a full stop.</summary>
    public abstract string Tell();
}
