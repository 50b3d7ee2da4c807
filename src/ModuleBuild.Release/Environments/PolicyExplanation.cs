using System.Collections.Immutable;
using System.Globalization;
using ModuleBuild.Release.Gates;
using ModuleBuild.Release.Model;

namespace ModuleBuild.Release.Environments;

/// <summary>A policy in sentences: what happens in each phase, which gate asks what, and where each value comes from. Markdown.</summary>
public static class PolicyExplanation
{
    /// <summary>Explains a policy.</summary>
    /// <param name="policy">The policy.</param>
    public static string Of(EnvironmentPolicy policy) => string.Join('\n', Lines(policy)) + "\n";

    private static IEnumerable<string> Lines(EnvironmentPolicy policy)
    {
        yield return $"# {policy.Environment}";
        yield return string.Empty;
        yield return $"{(policy.From is { } from ? $"Sets come from '{from}'" : "This is the first environment: modules come from the feeds")}. {Place(policy)}";
        yield return string.Empty;
        yield return "## Gates";
        yield return string.Empty;
        yield return $"All of them are asked before anything is touched; the preset is `{Word(policy.SecurityLevel)}`.";
        yield return string.Empty;
        foreach (var rule in GateTable.All)
        {
            yield return policy.Gates.On.Contains(rule.Name)
                ? $"- **{rule.Name}**: {rule.Asks}{Demand(rule.Name, policy)} ({Origin(rule.Name, policy)}; asked for {Kinds(rule.AskedFor)}{Overridable(rule.Name, policy)})"
                : $"- {rule.Name}: not asked. ({Origin(rule.Name, policy)})";
        }

        yield return string.Empty;
        yield return "## Phases";
        yield return string.Empty;
        foreach (var (number, line) in Phases(policy).Index())
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"{number + 1}. {line}");
        }
    }

    private static IEnumerable<string> Phases(EnvironmentPolicy policy)
    {
        yield return $"Gates are asked. One that fails ends the operation; one that waits lets it wait, and 'modulebuild resume {policy.Environment}' goes on.";
        if (!policy.Before.IsEmpty)
        {
            yield return $"{Commands(policy.Before)} before the set is brought.";
        }

        yield return policy.Deployer switch
        {
            DirectoryDeployerPolicy directory => string.Create(CultureInfo.InvariantCulture, $"The set is brought into a folder, and one file is replaced to switch over; the last {directory.Keep} releases stay."),
            CommandDeployerPolicy command => $"`{command.Command[0]}` brings the set, in {PolicyDuration.Write(command.Timeout)} at most.",
            _ => "The set is brought.",
        };
        if (!policy.After.IsEmpty)
        {
            yield return $"{Commands(policy.After)} afterwards.";
        }

        yield return policy.Health is not { } health
            ? "Nobody asks how it is: the policy names no health probe, so that whatever was brought counts as good."
            : string.Create(
                CultureInfo.InvariantCulture,
                $"{Probe(health)} is asked every {PolicyDuration.Write(health.Interval)} for {PolicyDuration.Write(health.Bake)}: it takes {health.Successes} good answers, and {health.Failures} bad ones are borne. It has {PolicyDuration.Write(health.Grace)} to come up.");
        yield return "What is not well is quarantined, and the last known good set is brought again.";
        yield return $"A process that is silent for {PolicyDuration.Write(policy.Lease)} is taken over by the next.";
    }

    private static string Place(EnvironmentPolicy policy)
    {
        List<string> parts = [.. policy.Hosts.Select(host => $"{host.Key} {host.Value.ToNormalizedString()}")];
        parts.AddRange(new[] { policy.Runtime is { } runtime ? $".NET {runtime.ToNormalizedString()}" : null, policy.Platform }.OfType<string>());
        return parts.Count == 0 ? "What runs there besides is not said." : $"There are {string.Join(", ", parts)}.";
    }

    /// <summary>What a gate demands beyond its question, as it stands in the table of presets; empty where nothing.</summary>
    /// <param name="gate">Name of the gate.</param>
    /// <param name="gates">The demands.</param>
    internal static string Value(string gate, GatePolicy gates) => gate switch
    {
        GateNames.Soak => PolicyDuration.Write(gates.Soak),
        GateNames.Approvals => gates.Approvals.ToString(CultureInfo.InvariantCulture),
        GateNames.Score => gates.MinimumScore.ToString(CultureInfo.InvariantCulture),
        GateNames.Vulnerabilities => $"at most {gates.Vulnerabilities.Maximum?.ToString().ToLowerInvariant() ?? "none"}; unreachable: {(gates.Vulnerabilities.FailsUnreachable ? "fail" : "warn")}",
        GateNames.Capabilities => $"new: {gates.NewCapabilities.ToString().ToLowerInvariant()}; unknown: {(gates.RefusesUnknown ? "fail" : "allow")}",
        _ => string.Empty,
    };

    private static string Demand(string gate, EnvironmentPolicy policy)
    {
        var value = Value(gate, policy.Gates);
        List<string> parts = value.Length == 0 ? [] : [$"{value}."];
        parts.AddRange(gate switch
        {
            GateNames.Freeze => policy.Freeze.Select(window => $"{window}: {window.Reason}"),
            GateNames.Performance => policy.PerformanceRequirements.Select(limit => string.Create(CultureInfo.InvariantCulture, $"{limit.Key}: at most {limit.Value}.")),
            GateNames.Capabilities => policy.Gates.Deny.Select(denied => $"Denied: {denied}."),
            GateNames.Vulnerabilities => policy.Gates.Vulnerabilities.Exceptions.Select(exception => string.Create(CultureInfo.InvariantCulture, $"{exception.Subject} is borne until {exception.Expires:yyyy-MM-dd}: {exception.Reason}")),
            GateNames.Migrations => policy.Gates.Acknowledged.Select(accepted => $"Accepted: {accepted}."),
            _ => [],
        });
        return parts.Count == 0 ? string.Empty : $" {string.Join(' ', parts)}";
    }

    private static string Origin(string gate, EnvironmentPolicy policy)
    {
        var own = policy.Gates.FromFile.Where(name => name == gate || name.StartsWith(gate + ".", StringComparison.Ordinal)).Select(name => $"`{name}`").ToList();
        return own.Count == 0 ? $"preset `{Word(policy.SecurityLevel)}`" : $"{string.Join(", ", own)} of the file";
    }

    private static string Overridable(string gate, EnvironmentPolicy policy) => policy.Override.Contains(gate) ? "; can be overridden" : string.Empty;

    private static string Kinds(ImmutableArray<OperationKind> kinds) =>
        kinds.Length == Enum.GetValues<OperationKind>().Length ? "every operation" : string.Join(", ", kinds.Select(kind => kind.ToString().ToLowerInvariant()));

    private static string Commands(ImmutableArray<ImmutableArray<string>> commands) =>
        $"{string.Join(", ", commands.Select(command => $"`{command[0]}`"))} {(commands.Length == 1 ? "runs" : "run")}";

    private static string Probe(HealthPolicy health) => health switch
    {
        HttpHealthPolicy http => $"`{http.Url}`",
        CommandHealthPolicy command => $"`{command.Command[0]}`",
        _ => "A probe",
    };

    private static string Word(SecurityLevel level) => level.ToString().ToLowerInvariant();
}
