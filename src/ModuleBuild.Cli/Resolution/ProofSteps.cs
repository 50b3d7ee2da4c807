using ModuleBuild.Core.Resolution.Results;

namespace ModuleBuild.Cli.Resolution;

/// <summary>The steps of a proof, each once. Steps share premises: written out as a tree, a proof could be as long as two to its depth.</summary>
internal static class ProofSteps
{
    /// <summary>All steps from the conclusion on, with the numbers under which they are shown.</summary>
    /// <param name="conclusion">The last step.</param>
    public static IReadOnlyList<ProofStep> InOrder(ProofStep conclusion)
    {
        var steps = new List<ProofStep>();
        var known = new HashSet<ProofStep>(ReferenceEqualityComparer.Instance);
        var waiting = new Stack<ProofStep>([conclusion]);
        while (waiting.TryPop(out var step))
        {
            if (!known.Add(step))
            {
                continue;
            }

            steps.Add(step);
            foreach (var premise in step.Premises.Reverse())
            {
                waiting.Push(premise);
            }
        }

        return steps;
    }
}
