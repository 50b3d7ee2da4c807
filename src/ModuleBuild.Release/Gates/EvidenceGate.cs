using System.Collections.Immutable;
using ModuleBuild.Release.Evidence;
using ModuleBuild.Release.Model;

namespace ModuleBuild.Release.Gates;

/// <summary>The packages hold exactly the bytes of the set, and their evidence is about these bytes.</summary>
/// <param name="evidence">The evidence.</param>
internal sealed class EvidenceGate(EvidenceCollection evidence) : IGate
{
    /// <inheritdoc/>
    public string Name => GateNames.Evidence;

    /// <inheritdoc/>
    public async Task<GateAnswer> JudgeAsync(GateInput input, CancellationToken cancellation)
    {
        var problems = (await evidence.ReadAsync(input.Target, cancellation)).Select(answer => answer.Problem).OfType<string>().ToList();
        return problems.Count == 0
            ? Answers.Pass(Name, $"{Answers.Count(input.Target.Modules.Length, "package")} hold what was released, and their evidence is about these bytes.")
            : Answers.Fail(Name, Answers.Sentences(problems), "Build and publish such a module again under a new version; never take bytes that nobody vouches for.");
    }
}

/// <summary>A gate that decides by evidence. Where that cannot be used, it says so and refuses: nothing is taken for granted.</summary>
/// <param name="name">Name of the gate.</param>
/// <param name="evidence">The evidence.</param>
internal abstract class GateByEvidence(string name, EvidenceCollection evidence) : IGate
{
    /// <inheritdoc/>
    public string Name => name;

    /// <summary>The evidence.</summary>
    protected EvidenceCollection Evidence => evidence;

    /// <inheritdoc/>
    public async Task<GateAnswer> JudgeAsync(GateInput input, CancellationToken cancellation)
    {
        var answers = await evidence.ReadAsync(input.Target, cancellation);
        var unusable = answers.Where(answer => answer.Evidence is null).Select(answer => answer.Module).ToList();
        return unusable.Count == 0
            ? await JudgeAsync(input, [.. answers.Select(answer => answer.Evidence!)], cancellation)
            : Answers.Fail(name, $"The evidence of {Answers.Some(unusable)} cannot be used.", $"See gate '{GateNames.Evidence}'.");
    }

    /// <summary>Decides.</summary>
    /// <param name="input">What is asked for.</param>
    /// <param name="modules">The evidence of all modules of the set, in its order.</param>
    /// <param name="cancellation">Stops waiting.</param>
    protected abstract Task<GateAnswer> JudgeAsync(GateInput input, ImmutableArray<ModuleEvidence> modules, CancellationToken cancellation);

    /// <summary>Refuses with all problems, or lets through.</summary>
    /// <param name="problems">What is wrong, each as a sentence.</param>
    /// <param name="passed">What was looked at, as a sentence.</param>
    /// <param name="remedy">What can be done, as a sentence.</param>
    protected GateAnswer Decide(IReadOnlyCollection<string> problems, string passed, string remedy) =>
        problems.Count == 0 ? Answers.Pass(name, passed) : Answers.Fail(name, Answers.Sentences(problems), remedy);
}
