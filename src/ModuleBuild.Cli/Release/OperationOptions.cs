using System.Collections.Immutable;
using System.CommandLine;
using ModuleBuild.Cli.Commands;
using ModuleBuild.Cli.Resolution;
using ModuleBuild.Release.Model;

namespace ModuleBuild.Cli.Release;

/// <summary>The options of every command that runs an operation: what is asked differs, how it is asked does not.</summary>
/// <param name="json">What <c>--json</c> prints, where that is not only what happens.</param>
internal sealed class OperationOptions(string json = "Print what happens as JSON objects, one a line.")
{
    private readonly Option<bool> _dryRun = new("--dry-run") { Description = "Show the plan and what all gates say; write nothing." };

    private readonly Option<bool> _mermaid = new("--mermaid") { Description = "With --dry-run: print the plan as a Mermaid diagram." };

    private readonly Option<bool> _wait = new("--wait") { Description = "Wait where a gate says: not yet." };

    private readonly OverrideOption _override = new();

    private readonly Option<string?> _reason = ReleaseOptions.Reason("Why; it stands in the ledger. --override demands it.");

    private readonly Option<bool> _json = ReleaseOptions.Json(json);

    private readonly Option<string?> _store = ReleaseOptions.Store();

    private readonly SourceOptions _sources = new();

    /// <summary>All of them.</summary>
    public IEnumerable<Option> All => [_dryRun, _mermaid, _override.Option, .. OfOpenOnes];

    /// <summary>Those that make sense for operations that are open already.</summary>
    public IEnumerable<Option> OfOpenOnes => [_wait, _reason, _json, _store, .. _sources.All];

    /// <summary>Whether only the plan is shown and judged.</summary>
    /// <param name="parsed">The parsed arguments.</param>
    public bool IsDryRun(ParseResult parsed) => parsed.GetValue(_dryRun);

    /// <summary>Why; null where nobody said.</summary>
    /// <param name="parsed">The parsed arguments.</param>
    public string? Reason(ParseResult parsed) => parsed.GetValue(_reason);

    /// <summary>How the operation is run.</summary>
    /// <param name="parsed">The parsed arguments.</param>
    public RunOptions ToRun(ParseResult parsed) => new(parsed.GetValue(_dryRun), parsed.GetValue(_wait));

    /// <summary>What somebody answers for.</summary>
    /// <param name="parsed">The parsed arguments.</param>
    /// <param name="session">Who asks, and when.</param>
    /// <param name="setup">The environment.</param>
    /// <exception cref="UsageException">There is no reason, or the policy does not allow it.</exception>
    public ImmutableArray<GateOverride> Overrides(ParseResult parsed, ReleaseSession session, EnvironmentSetup setup) =>
        _override.Read(parsed, Reason(parsed), session, setup);

    /// <summary>Opens the store, and what operations work with. Nothing is asked yet.</summary>
    /// <param name="context">The command.</param>
    /// <exception cref="UsageException">modulebuild.json cannot be used.</exception>
    public OperationWork Open(CommandContext context)
    {
#pragma warning disable CA2000 // Who asked disposes of the work, and with it of the session.
        var session = ReleaseSession.Open(context, context.Parsed.GetValue(_store));
#pragma warning restore CA2000
        return new OperationWork(
            context,
            this,
            session,
            new Workplace(context, session, _sources),
            new OperationEvents(context, session.Clock, context.Parsed.GetValue(_json)) { IsMermaid = context.Parsed.GetValue(_mermaid) });
    }
}
