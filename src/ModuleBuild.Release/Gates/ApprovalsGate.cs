using ModuleBuild.Release.Model;

namespace ModuleBuild.Release.Gates;

/// <summary>Enough people consented to exactly this operation.</summary>
/// <param name="approvals">Who did.</param>
/// <param name="needed">How many have to.</param>
internal sealed class ApprovalsGate(ApprovalCount approvals, int needed) : IGate
{
    /// <inheritdoc/>
    public string Name => GateNames.Approvals;

    /// <inheritdoc/>
    public async Task<GateAnswer> JudgeAsync(GateInput input, CancellationToken cancellation)
    {
        var count = await approvals.CountAsync(input, Math.Max(1, needed), cancellation);
        return count.Problem is null ? Answers.Pass(Name, count.Reason)
            : count.CanApprove ? Answers.Wait(Name, count.Problem, count.Remedy)
            : Answers.Fail(Name, count.Problem, count.Remedy);
    }
}
