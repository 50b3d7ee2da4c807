using System.Collections.Immutable;

namespace ModuleBuild.Release.Gates;

/// <summary>Gates that are about the same, for plans and reports.</summary>
/// <param name="Name">What they are about: <c>security</c>.</param>
/// <param name="Gates">Names of gates.</param>
public sealed record GateGroup(string Name, ImmutableArray<string> Gates)
{
    /// <summary>What is about security.</summary>
    public static GateGroup Security { get; } =
        new("security", ["evidence", "score", "malware-scan", "vulnerabilities", "capabilities", "sbom", "signature"]);

    /// <summary>What is about fitting together.</summary>
    public static GateGroup Compatibility { get; } = new("compatibility", ["consistent-set", "compatibility", "settings", "migrations", "prerelease"]);

    /// <summary>What is about speed and size.</summary>
    public static GateGroup Performance { get; } = new("performance", ["performance"]);

    /// <summary>What is about people and times: everything else.</summary>
    public static GateGroup Process { get; } = new("process", []);

    /// <summary>All of them, in the order in which they are shown.</summary>
    public static ImmutableArray<GateGroup> All { get; } = [Security, Compatibility, Performance, Process];

    /// <summary>The group of a gate.</summary>
    /// <param name="gate">Name of the gate.</param>
    public static GateGroup Of(string gate) => All.FirstOrDefault(group => group.Gates.Contains(gate)) ?? Process;
}
