using System.CommandLine;
using ModuleBuild.Cli.Commands;
using ModuleBuild.Core.Diagnostics;
using ModuleBuild.Release.Gates;
using ModuleBuild.Release.Model;
using ModuleBuild.Release.Promotion;
using ModuleBuild.Release.Store;

namespace ModuleBuild.Cli.Release;

/// <summary>The options of who consents to an operation that waits.</summary>
internal sealed class ApprovalOptions
{
    private readonly Option<bool> _approve = new("--approve") { Description = "Consent to the operation that waits there: sign it, record the signature, and go on." };

    private readonly Option<string?> _approver = new("--approver") { Description = "With --approve: as whom, as the policy's file of signers names you. Default: the address that git knows.", HelpName = "IDENTITY" };

    private readonly Option<string?> _key = new("--approval-key") { Description = "With --approve: the SSH key to sign with. Default: git's user.signingkey.", HelpName = "FILE" };

    /// <summary>All of them.</summary>
    public IEnumerable<Option> All => [_approve, _approver, _key];

    /// <summary>Whether somebody consents.</summary>
    /// <param name="parsed">The parsed arguments.</param>
    public bool IsGiven(ParseResult parsed) => parsed.GetValue(_approve);

    /// <summary>Shows what waits, signs it, records the signature, and goes on.</summary>
    /// <param name="work">What the command works with.</param>
    /// <param name="environment">Name of the environment.</param>
    /// <returns>The exit code.</returns>
    /// <exception cref="UsageException">Nothing waits there, or there is no key.</exception>
    public async Task<int> GoOnAsync(OperationWork work, string environment)
    {
        var (open, findings) = await work.Workplace.OpenAsync(environment);
        if (open is null)
        {
            return work.Events.Stop(environment, findings);
        }

        Show(work.Events, open);
        return await ApproveAsync(work.Context, work.Session, open.Snapshot) is { } problem
            ? work.Events.Stop(environment, [problem])
            : await work.In(open.Setup).ResumeAsync(open.Snapshot, work.Options.ToRun(work.Context.Parsed).Waits);
    }

    // Nobody signs what they have not seen.
    private static void Show(OperationEvents events, OpenEnvironment open)
    {
        if (open.Snapshot is { Operation: { } operation, Target: { } target })
        {
            var origin = operation.From is { } from ? FormattableString.Invariant($"{from}, release {operation.FromRelease}")
                : operation.FromRelease is { } release ? FormattableString.Invariant($"release {release}")
                : "the feeds";
            events.Plan(new ShownPlan(
                operation.Kind, open.Setup.Name, origin, target, SetChanges.Between(open.Running, target), [.. open.Setup.Tools.Gates.Select(gate => gate.Name)], operation.Gates)
            {
                Release = open.Snapshot.State.Release,
                BackupData = operation.BackupData,
                CleanupData = operation.CleanupData,
            });
        }
    }

    // Whether the signature counts, the gate decides: who merely says a name has signed nothing.
    private async Task<Finding?> ApproveAsync(CommandContext context, ReleaseSession session, EnvironmentSnapshot snapshot)
    {
        var operation = snapshot.Operation ?? throw new UsageException($"Nothing is open in '{snapshot.State.Environment}', so there is nothing to approve.");
        var identity = context.Parsed.GetValue(_approver)
            ?? await GitAnswer.OfAsync(session.Root, context.Cancellation, "config", "--get", "user.email")
            ?? throw new UsageException("Say as whom you approve: --approver IDENTITY, as the policy's file of signers names you.");
        var key = context.Parsed.GetValue(_key) is { } named ? Path.GetFullPath(named, context.CurrentFolder)
            : await GitAnswer.OfAsync(session.Root, context.Cancellation, "config", "--get", "--path", "user.signingkey")
            ?? throw new UsageException("There is no key to sign with. Name an SSH key with --approval-key, or set git's user.signingkey.");
        var statement = Approvals.Statement(snapshot.State.Environment, operation, operation.Target);
        var (signature, problem) = await new SshApprovalSigner(session.Clock).SignAsync(key, statement, context.Cancellation);
        if (signature is null)
        {
            throw new UsageException(problem!);
        }

        var approved = await session.Environments.ChangeAsync(
            snapshot.State.Environment, now => Approving.Approve(now, operation.Id, new Approval(identity, session.Clock.GetUtcNow(), signature)), context.Cancellation);
        return approved.Problem;
    }
}
