using System.Collections.Immutable;
using System.Text.Json;
using NuGet.Versioning;

namespace ModuleBuild.Release.Environments;

/// <summary><c>environments/&lt;name&gt;.json</c>: what an environment is, and what is asked before a set may run there. See <c>docs/environments.md</c>.</summary>
public sealed record EnvironmentPolicy
{
    /// <summary>Name of the environment.</summary>
    public required string Environment { get; init; }

    /// <summary>SHA-256 of the file, lower-case hexadecimal.</summary>
    public required string Sha256 { get; init; }

    /// <summary>Absolute path of the workspace: commands run there.</summary>
    public required string Root { get; init; }

    /// <summary>The environment from which sets come; null for the first.</summary>
    public string? From { get; init; }

    /// <summary>Versions of the hosts that run there, by id.</summary>
    public ImmutableSortedDictionary<string, NuGetVersion> Hosts { get; init; } =
        ImmutableSortedDictionary.Create<string, NuGetVersion>(StringComparer.OrdinalIgnoreCase);

    /// <summary>The runtime identifier of the machines there; null where it does not count.</summary>
    public string? Platform { get; init; }

    /// <summary>The version of .NET there; null where it does not count.</summary>
    public NuGetVersion? Runtime { get; init; }

    /// <summary>How sets come there.</summary>
    public required DeployerPolicy Deployer { get; init; }

    /// <summary>How what runs there is asked whether it is well; null where nobody is asked.</summary>
    public HealthPolicy? Health { get; init; }

    /// <summary>Commands that run before a set is brought, each a program and its arguments.</summary>
    public ImmutableArray<ImmutableArray<string>> Before { get; init; } = [];

    /// <summary>Commands that run after a set was brought.</summary>
    public ImmutableArray<ImmutableArray<string>> After { get; init; } = [];

    /// <summary>The preset of gates.</summary>
    public SecurityLevel SecurityLevel { get; init; } = SecurityLevel.Medium;

    /// <summary>What the gates demand: the preset, and what the file says instead.</summary>
    public GatePolicy Gates { get; init; } = GatePolicy.Of(SecurityLevel.Medium);

    /// <summary>Names of the gates whose failure somebody may answer for.</summary>
    public ImmutableArray<string> Override { get; init; } = [];

    /// <summary>Times at which nothing changes, in the order of the file.</summary>
    public ImmutableArray<FreezeWindow> Freeze { get; init; } = [];

    /// <summary>Settings that modules have there unless others were set, by id.</summary>
    public ImmutableSortedDictionary<string, JsonElement> Settings { get; init; } =
        ImmutableSortedDictionary.Create<string, JsonElement>(StringComparer.OrdinalIgnoreCase);

    /// <summary>The most that a measured value of a module may be, by its name.</summary>
    public ImmutableSortedDictionary<string, double> PerformanceRequirements { get; init; } =
        ImmutableSortedDictionary.Create<string, double>(StringComparer.Ordinal);

    /// <summary>Absolute path of the file with those who may approve (<c>allowed_signers</c> of OpenSSH); null where nobody may.</summary>
    public string? Signers { get; init; }

    /// <summary>For how long a process may be silent before another takes over.</summary>
    public TimeSpan Lease { get; init; } = TimeSpan.FromSeconds(60);
}
