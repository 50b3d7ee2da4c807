using System.Collections.Immutable;

namespace ModuleBuild.Release.Gates;

/// <summary>Names of gates, as policies and <c>--override</c> spell them.</summary>
public static class GateNames
{
    /// <summary>The modules are good where they come from.</summary>
    public const string KnownGood = "known-good";

    /// <summary>They have been for long enough.</summary>
    public const string Soak = "soak";

    /// <summary>Enough people consented.</summary>
    public const string Approvals = "approvals";

    /// <summary>Changes are allowed at this time.</summary>
    public const string Freeze = "freeze";

    /// <summary>The set was not found to be bad here.</summary>
    public const string Quarantine = "quarantine";

    /// <summary>The packages hold the bytes that were released, and prove what they say.</summary>
    public const string Evidence = "evidence";

    /// <summary>The security score.</summary>
    public const string Score = "score";

    /// <summary>A scanner has looked for malware.</summary>
    public const string MalwareScan = "malware-scan";

    /// <summary>Known vulnerabilities, asked again now.</summary>
    public const string Vulnerabilities = "vulnerabilities";

    /// <summary>What the modules can do.</summary>
    public const string Capabilities = "capabilities";

    /// <summary>The list of what is in them.</summary>
    public const string Sbom = "sbom";

    /// <summary>Who signed them.</summary>
    public const string Signature = "signature";

    /// <summary>All ranges hold within the set.</summary>
    public const string ConsistentSet = "consistent-set";

    /// <summary>The modules fit the hosts, platform and runtime there.</summary>
    public const string Compatibility = "compatibility";

    /// <summary>The settings are what the modules' schemas allow.</summary>
    public const string Settings = "settings";

    /// <summary>Nothing is migrated that nobody accepted.</summary>
    public const string Migrations = "migrations";

    /// <summary>No pre-releases.</summary>
    public const string Prerelease = "prerelease";

    /// <summary>Measured values are within their limits.</summary>
    public const string Performance = "performance";

    /// <summary>All, in the order in which they are asked and shown.</summary>
    public static ImmutableArray<string> All { get; } =
    [
        KnownGood, Soak, Approvals, Freeze, Quarantine, Evidence, Score, MalwareScan, Vulnerabilities, Capabilities, Sbom, Signature, ConsistentSet,
        Compatibility, Settings, Migrations, Prerelease, Performance,
    ];
}
