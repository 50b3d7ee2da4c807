using System.Collections.Immutable;

namespace ModuleBuild.Core.Manifest;

/// <summary>The closed lists of words that the manifest knows.</summary>
public static class ManifestLists
{
    /// <summary>Categories of a catalogue.</summary>
    public static readonly ImmutableArray<string> Categories =
    [
        "Analytics", "Authentication", "Automation", "Commerce", "Communication", "Data", "Developer", "Integration",
        "Media", "Monitoring", "Reporting", "Security", "Storage", "Workflow", "Other",
    ];

    /// <summary>Kinds of links.</summary>
    public static readonly ImmutableArray<string> LinkKinds =
        ["homepage", "repository", "documentation", "issues", "support", "discussions", "security", "funding"];

    /// <summary>Tags of health checks, as ASP.NET Core and Kubernetes name the probes.</summary>
    public static readonly ImmutableArray<string> HealthTags = ["live", "ready", "startup"];
}
