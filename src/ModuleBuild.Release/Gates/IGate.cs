using ModuleBuild.Release.Model;

namespace ModuleBuild.Release.Gates;

/// <summary>Something that has to be true of a set before it comes to an environment. All gates are asked, and all answers shown.</summary>
public interface IGate
{
    /// <summary>Its name, as policies and <c>--override</c> spell it: lower case, words parted by <c>-</c>.</summary>
    string Name { get; }

    /// <summary>Decides.</summary>
    /// <param name="input">What is asked for, and what is known.</param>
    /// <param name="cancellation">Stops waiting.</param>
    Task<GateAnswer> JudgeAsync(GateInput input, CancellationToken cancellation);
}
