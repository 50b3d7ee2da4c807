using System.Globalization;
using ModuleBuild.Release.Model;

namespace ModuleBuild.Release.Gates;

/// <summary>How many people approved an operation, whoever they say they are: only what signatures prove counts.</summary>
/// <param name="verifier">Finds out who signed.</param>
/// <param name="signers">Absolute path of the file with those who may; null where nobody may.</param>
internal sealed class ApprovalCount(IApprovalVerifier verifier, string? signers)
{
    /// <summary>Counts them.</summary>
    /// <param name="input">The operation.</param>
    /// <param name="needed">How many have to.</param>
    /// <param name="cancellation">Stops waiting.</param>
    public async Task<ApprovalResult> CountAsync(GateInput input, int needed, CancellationToken cancellation)
    {
        if (signers is null)
        {
            return new ApprovalResult(string.Empty, "The policy names nobody who may approve.", "Name a file of signers in 'approvals.signers' of the policy.", CanApprove: false);
        }

        var operation = input.Operation;
        var statement = Approvals.Statement(input.Environment, operation, input.Target.Digest());
        var checks = await Task.WhenAll(operation.Approvals.Select(approval => verifier.VerifyAsync(signers, statement, approval.Signature, cancellation)));
        var people = checks.Select(check => check.Signer).OfType<string>().Distinct(StringComparer.OrdinalIgnoreCase).Order(StringComparer.OrdinalIgnoreCase).ToList();
        var refused = checks.Zip(operation.Approvals).Where(pair => pair.First.Signer is null).Select(pair => $"The approval of {Shown(pair.Second)} does not count: {pair.First.Problem}").ToList();
        var told = people.Count == 0 ? "Nobody has approved." : $"Approved by {string.Join(", ", people)}.";
        var isOwn = people.Count > 0 && people.TrueForAll(person => IsSame(person, operation.By));
        var remedy = string.Create(CultureInfo.InvariantCulture, $"Let somebody of '{Path.GetFileName(signers)}' run 'modulebuild promote {input.Operation.From ?? "feed"} {input.Environment} --approve'.");
        List<string> problems = [told, .. refused];
        if (isOwn)
        {
            problems.Add("Who asked cannot be the only one who approves.");
        }

        problems.Insert(1, string.Create(CultureInfo.InvariantCulture, $"{needed} {(needed == 1 ? "has" : "have")} to."));
        return people.Count >= needed && !isOwn
            ? new ApprovalResult(told, null, string.Empty, CanApprove: true)
            : new ApprovalResult(told, string.Join(' ', problems), remedy, CanApprove: true);
    }

    // Who asked is written as git or the CI calls them, "Ann <ann@example.com>" or "ann (GitHub)"; who signs is what the file of signers says.
    private static bool IsSame(string person, string by) =>
        by.Equals(person, StringComparison.OrdinalIgnoreCase)
        || by.EndsWith($"<{person}>", StringComparison.OrdinalIgnoreCase)
        || by.StartsWith($"{person} (", StringComparison.OrdinalIgnoreCase);

    // A name that nothing proves is shown for those who look for the mistake, and is short.
    private static string Shown(Approval approval) => $"'{new string([.. approval.By.Where(c => !char.IsControl(c)).Take(80)])}'";
}

/// <summary>What became of approvals.</summary>
/// <param name="Reason">Who approved, as a sentence.</param>
/// <param name="Problem">Why that is not enough, as sentences; null where it is.</param>
/// <param name="Remedy">What can be done, as a sentence.</param>
/// <param name="CanApprove">Whether anybody may.</param>
internal sealed record ApprovalResult(string Reason, string? Problem, string Remedy, bool CanApprove);
