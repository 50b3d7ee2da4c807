using System.Collections.Immutable;
using ModuleBuild.Core.Diagnostics;
using ModuleBuild.Release.Deployers;
using ModuleBuild.Release.Environments;
using ModuleBuild.Release.Model;
using ModuleBuild.Release.Store;

namespace ModuleBuild.Cli.Release;

/// <summary>What is known of the target of an environment.</summary>
/// <param name="Word"><c>same</c> as the store says, <c>drifted</c>, <c>changing</c> while an operation brings a set, or <c>unknown</c>.</param>
/// <param name="Path">Absolute path of its folder; null where none is known.</param>
internal sealed record TargetState(string Word, string? Path)
{
    /// <summary>Why nothing is known, as a sentence; or null.</summary>
    public string? Reason { get; init; }

    /// <summary>What differs.</summary>
    public ImmutableArray<Drift> Differences { get; init; } = [];

    /// <summary>Compares the target with the store.</summary>
    /// <param name="session">The store.</param>
    /// <param name="snapshot">The environment.</param>
    /// <param name="cancellation">Stops waiting.</param>
    public static async Task<TargetState> OfAsync(ReleaseSession session, EnvironmentSnapshot snapshot, CancellationToken cancellation)
    {
        var environment = snapshot.State.Environment;
        var (policy, findings) = EnvironmentPolicyFile.Read(session.Root, environment);
        if (policy?.Deployer is not DirectoryDeployerPolicy { Path: var path })
        {
            return new TargetState("unknown", null) { Reason = policy is null ? findings[0].Message : "A command brings its sets: only that command knows." };
        }

        if (snapshot.Operation is { Phase: not (Phase.Requested or Phase.Waiting) })
        {
            return new TargetState("changing", path);
        }

        var set = await session.Environments.ReadSetAsync(snapshot, snapshot.State.Release, cancellation);
        if (set.Value is null)
        {
            return new TargetState("unknown", path) { Reason = set.Problem!.Message };
        }

        var differences = new DriftCheck(path).Find(environment, snapshot.State.Release, set.Value);
        return new TargetState(differences.IsEmpty ? "same" : "drifted", path) { Differences = differences };
    }

    /// <summary>The differences as findings.</summary>
    /// <param name="environment">Name of the environment.</param>
    public IEnumerable<Finding> Findings(string environment) => Differences.Select(difference => Finding.Create(
        DiagnosticCatalog.TargetDrifted, new SourceLocation(System.IO.Path.Combine(Path!, "current.json")), environment, difference.Text));
}
