using System.Collections.Immutable;
using System.CommandLine;
using ModuleBuild.Release.Model;

namespace ModuleBuild.Cli.Release;

/// <summary>The option of who answers for gates that refuse.</summary>
internal sealed class OverrideOption
{
    private readonly Option<string[]> _override = new("--override")
    {
        Description = "Go on although this gate refuses, where the policy allows it; you answer for it. May be repeated.",
        HelpName = "GATE",
        Arity = ArgumentArity.OneOrMore,
        AllowMultipleArgumentsPerToken = false,
    };

    /// <summary>The option itself.</summary>
    public Option Option => _override;

    /// <summary>What was asked for.</summary>
    /// <param name="parsed">The parsed arguments.</param>
    /// <param name="reason">Why; demanded.</param>
    /// <param name="session">Who asks, and when.</param>
    /// <param name="setup">The environment.</param>
    /// <exception cref="UsageException">There is no reason, or the policy does not allow it.</exception>
    public ImmutableArray<GateOverride> Read(ParseResult parsed, string? reason, ReleaseSession session, EnvironmentSetup setup)
    {
        var gates = parsed.GetValue(_override) ?? [];
        if (gates.Length > 0 && string.IsNullOrWhiteSpace(reason))
        {
            throw new UsageException("--override needs --reason: it stands in the ledger, and in every view of the release.");
        }

        return gates.FirstOrDefault(gate => !setup.Tools.Overridable.Contains(gate)) is { } refused
            ? throw new UsageException($"The policy of '{setup.Name}' does not let anybody override '{refused}'. {(setup.Tools.Overridable.IsEmpty ? "It names no gate under 'override'." : $"It names {string.Join(", ", setup.Tools.Overridable)}.")}")
            : [.. gates.Distinct(StringComparer.Ordinal).Select(gate => new GateOverride(gate, session.By, reason!, session.Clock.GetUtcNow()))];
    }
}
