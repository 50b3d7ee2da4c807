using System.Collections.Immutable;
using System.Text.Json;
using ModuleBuild.Release.Evidence;
using ModuleBuild.Release.Model;
using ModuleBuild.Release.Promotion;
using NuGet.Versioning;

namespace ModuleBuild.Cli.Release;

/// <summary>An environment's policy, ready for work.</summary>
/// <param name="Name">Name of the environment.</param>
/// <param name="Tools">Gates, deployer and probe.</param>
/// <param name="Policy">Which policy it is.</param>
internal sealed record EnvironmentSetup(string Name, EnvironmentTools Tools, PolicyReference Policy)
{
    /// <summary>The evidence of modules, as the gates read it.</summary>
    public required EvidenceCollection Evidence { get; init; }

    /// <summary>The environment from which promotions come; null for the first.</summary>
    public string? From { get; init; }

    /// <summary>Hosts that are there.</summary>
    public ImmutableSortedDictionary<string, NuGetVersion> Hosts { get; init; } = ImmutableSortedDictionary<string, NuGetVersion>.Empty;

    /// <summary>The runtime identifier there; null for any.</summary>
    public string? Platform { get; init; }

    /// <summary>Settings for modules that have none there yet.</summary>
    public ImmutableSortedDictionary<string, JsonElement> Settings { get; init; } =
        ImmutableSortedDictionary.Create<string, JsonElement>(StringComparer.OrdinalIgnoreCase);
}
