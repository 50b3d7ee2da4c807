using System.Collections.Immutable;
using ModuleBuild.Core.Files;
using ModuleBuild.Core.Workspaces;

namespace ModuleBuild.Cli.Planning;

/// <summary>Which modules are to be built, and in which order.</summary>
/// <param name="Root">Absolute path of the workspace.</param>
/// <param name="Total">How many modules there are.</param>
/// <param name="Changes">What changed; null where all modules are planned.</param>
/// <param name="Waves">The modules, wave by wave.</param>
/// <param name="Reasons">Why a module is among them, by its project; empty where all are.</param>
internal sealed record BuildPlan(
    string Root,
    int Total,
    ChangedFiles? Changes,
    ImmutableArray<ImmutableArray<WorkspaceModule>> Waves,
    ImmutableSortedDictionary<string, string> Reasons)
{
    /// <summary>Most jobs of all waves together: GitHub takes no larger matrix, and other systems smaller ones.</summary>
    public const int MostJobs = 256;

    /// <summary>How many modules are planned.</summary>
    public int Count => Waves.Sum(wave => wave.Length);

    /// <summary>Makes the plan.</summary>
    /// <param name="root">Absolute path of the workspace.</param>
    /// <param name="since">A branch, a tag or a commit: only what is affected since is planned; null for all.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <exception cref="UsageException">It cannot be told.</exception>
    public static async Task<BuildPlan> MakeAsync(string root, string? since, CancellationToken cancellation)
    {
        var asked = since is null ? null : ChangedFiles.SinceAsync(root, since, cancellation);
        var graph = WorkspaceScan.Of(root, cancellation);
        if (asked is null)
        {
            return new BuildPlan(root, graph.Modules.Length, null, ModuleWaves.Of(graph, graph.Modules), ImmutableSortedDictionary<string, string>.Empty);
        }

        var changes = await asked;
        var known = await ChangedLock.AffectsAsync(root, changes, graph.Modules, cancellation);
        var affected = ChangeImpact.Of(graph, changes.Files, known);
        return new BuildPlan(
            root,
            graph.Modules.Length,
            changes,
            ModuleWaves.Of(graph, affected.Select(one => one.Module)),
            affected.DistinctBy(one => one.Module.Project, PathComparison.Comparer).ToImmutableSortedDictionary(one => one.Module.Project, one => one.Because, StringComparer.Ordinal));
    }

    /// <summary>The waves as jobs that run side by side; of all waves no more than <see cref="MostJobs"/>, so that one matrix takes them.</summary>
    /// <param name="most">Most jobs of a wave.</param>
    public IEnumerable<PlannedJob> Jobs(int most)
    {
        // A job builds what its modules reference, so that what would be one wave too many can be built in one.
        var waves = Waves.Length <= MostJobs ? Waves : [.. Waves.Take(MostJobs - 1), [.. Waves.Skip(MostJobs - 1).SelectMany(wave => wave)]];
        while (most > 1 && waves.Sum(wave => Math.Min(most, wave.Length)) > MostJobs)
        {
            most--;
        }

        return waves.SelectMany((wave, number) =>
        {
            var count = Math.Min(most, wave.Length);
            return Enumerable.Range(0, count).Select(job => new PlannedJob(
                number + 1, job + 1, count, [.. wave.Where((_, index) => index % count == job)]));
        });
    }
}

/// <summary>Modules of a wave that one job builds.</summary>
/// <param name="Wave">Number of the wave, from 1 on.</param>
/// <param name="Job">Number of the job in its wave, from 1 on.</param>
/// <param name="Of">How many jobs the wave has.</param>
/// <param name="Modules">The modules.</param>
internal sealed record PlannedJob(int Wave, int Job, int Of, ImmutableArray<WorkspaceModule> Modules);
