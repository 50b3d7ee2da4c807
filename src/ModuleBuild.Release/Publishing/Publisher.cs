using System.Collections.Immutable;
using ModuleBuild.Core.Diagnostics;
using ModuleBuild.Core.Ports;

namespace ModuleBuild.Release.Publishing;

/// <summary>
/// Publishes packages: plans, journals, pushes, compares, records. It may die at any point; whoever runs the same again with the same files
/// finishes it. It never packs.
/// </summary>
/// <param name="tools">Where to, and by which rules.</param>
/// <param name="clock">The time.</param>
public sealed class Publisher(PublishTools tools, TimeProvider clock)
{
    private const int LookUpsAtOnce = 8;
    private const int PushesAtOnce = 8;

    private readonly Pushing _pushing = new(clock);

    /// <summary>Finds out what is to be done, and all that speaks against it. Changes nothing.</summary>
    /// <param name="packages">The packages, in any order.</param>
    /// <param name="cancellation">Stops waiting.</param>
    public async Task<PublishPlan> PlanAsync(IReadOnlyCollection<PublishablePackage> packages, CancellationToken cancellation)
    {
        var findings = packages.SelectMany(package => PublishRules.Check(package, tools.Policy)).ToList();
        var distinct = Distinct(packages, findings);
        var journal = tools.Journal is null ? SourceAnswer.Of(JournalSnapshot.None) : await tools.Journal.ReadAsync(distinct, cancellation);
        if (journal.Value is not { } known)
        {
            return new PublishPlan([.. distinct.Select(package => new PublishStep(package, PublishAction.Push, PublishAction.None))], [.. findings, journal.Problem!], JournalSnapshot.None);
        }

        findings.AddRange(distinct.Select(package => JournalRules.OtherBytes(known.Find(package.File), package, tools.Feed.Name)).OfType<Finding>());
        using var slots = new SemaphoreSlim(LookUpsAtOnce);
        var steps = await Task.WhenAll(PublishOrder.Of(distinct).Select(async package =>
        {
            await slots.WaitAsync(cancellation);
            try
            {
                return await PlanAsync(package, known.Find(package.File), cancellation);
            }
            finally
            {
                slots.Release();
            }
        }));
        findings.AddRange(steps.SelectMany(step => step.Findings));
        return new PublishPlan([.. steps.Select(step => step.Step)], [.. findings.Distinct()], known);
    }

    /// <summary>
    /// Does what a plan says, wave by wave: what needs nothing that is still to come is pushed together, some packages at a time, and journaled in the order of
    /// the plan. Where one fails, what is pushed with it is finished, and nothing after it begun.
    /// </summary>
    /// <param name="plan">The plan; one that is blocked is not begun.</param>
    /// <param name="progress">Told what became of each package; or null.</param>
    /// <param name="cancellation">Stops between two things, or in one: the next run finishes it.</param>
    public async Task<PublishResult> RunAsync(PublishPlan plan, IProgress<PublishStep>? progress, CancellationToken cancellation)
    {
        if (plan.IsBlocked)
        {
            return new PublishResult(plan.Steps, plan.Findings);
        }

        var run = new PublishRun(tools, plan);
        var failure = await run.JournalAsync(PublishState.Planned, run.Packages, cancellation);
        var steps = plan.Steps.ToArray();
        foreach (var together in PublishOrder.Waves(run.Packages).SelectMany(wave => wave.Chunk(PushesAtOnce)).TakeWhile(_ => failure is null))
        {
            failure = await PushAsync(run, steps, together, cancellation) ?? await PushSymbolsAsync(run, steps, together, cancellation);
            foreach (var at in together)
            {
                progress?.Report(steps[at]);
            }
        }

        failure ??= await run.JournalAsync(PublishState.Recorded, run.Packages, cancellation);
        return new PublishResult([.. steps], failure is null ? [] : [failure]);
    }

    private async Task<Finding?> PushAsync(PublishRun run, PublishStep[] steps, int[] together, CancellationToken cancellation)
    {
        int[] open = [.. together.Where(at => steps[at].Push == PublishAction.Push)];
        var pushed = await Task.WhenAll(open.Select(at =>
            _pushing.PushAsync(tools.Feed, steps[at].Package.File, wasPushed: run.StateOf(steps[at].Package) >= PublishState.Pushed, cancellation)));
        foreach (var (at, answer) in open.Zip(pushed))
        {
            steps[at] = steps[at] with { Push = answer.Action };
        }

        return await JournalAsync(run, steps, open, PublishState.Pushed, step => step.Push, cancellation)
            ?? pushed.FirstOrDefault(answer => answer.Action is PublishAction.Failed or PublishAction.NotOffered).Problem;
    }

    private async Task<Finding?> PushSymbolsAsync(PublishRun run, PublishStep[] steps, int[] together, CancellationToken cancellation)
    {
        int[] open = [.. together.Where(at => steps[at].Symbols == PublishAction.Push)];
        var pushed = await Task.WhenAll(open.Select(at => _pushing.PushAsync(tools.SymbolsFeed, steps[at].Package.Symbols!, wasPushed: false, cancellation)));
        foreach (var (at, answer) in open.Zip(pushed))
        {
            steps[at] = steps[at] with { Symbols = answer.Action };
        }

        return await JournalAsync(run, steps, open, PublishState.SymbolsPushed, step => step.Symbols, cancellation)
            ?? pushed.FirstOrDefault(answer => answer.Action == PublishAction.Failed).Problem;
    }

    private static async Task<Finding?> JournalAsync(
        PublishRun run, PublishStep[] steps, int[] pushed, PublishState state, Func<PublishStep, PublishAction> became, CancellationToken cancellation)
    {
        ImmutableArray<PublishablePackage> there = [.. pushed.Where(at => became(steps[at]) is PublishAction.Pushed or PublishAction.There).Select(at => steps[at].Package)];
        return there.IsEmpty ? null : await run.JournalAsync(state, there, cancellation);
    }

    private async Task<(PublishStep Step, IEnumerable<Finding> Findings)> PlanAsync(PublishablePackage package, PublishedVersion? known, CancellationToken cancellation)
    {
        var (push, problem) = await LookUpAsync(tools.Feed, package.File, cancellation);
        var (symbols, symbolsProblem) =
            package.Symbols is null ? (PublishAction.None, null)
            : known?.HasSymbolsIn(tools.SymbolsFeed.Address) == true ? (PublishAction.There, null)
            : await LookUpAsync(tools.SymbolsFeed, package.Symbols, cancellation);
        return (new PublishStep(package, push, symbols), new[] { problem, symbolsProblem }.OfType<Finding>());
    }

    private static async Task<(PublishAction Action, Finding? Problem)> LookUpAsync(IPackagePublisher feed, PackageFile file, CancellationToken cancellation)
    {
        var (found, problem) = await feed.FindAsync(file.Id, file.Version, file.Kind, cancellation);
        return found is null ? (PublishAction.Push, problem)
            : found.Presence != Presence.Present ? (PublishAction.Push, null)
            : found.ContentHash == file.ContentHash ? (PublishAction.There, null)
            : (PublishAction.Push, Taken(feed, file, "it has this version with other bytes. Raise the version: what was published once stays as it is."));
    }

    private ImmutableArray<PublishablePackage> Distinct(IReadOnlyCollection<PublishablePackage> packages, List<Finding> findings)
    {
        var groups = packages.GroupBy(package => PublishPaths.Of(package.File.Id, package.File.Version), StringComparer.Ordinal).Select(group => group.OrderBy(package => package.File.Path, StringComparer.Ordinal).ToList()).ToList();
        findings.AddRange(groups.Where(group => group.Exists(package => package.File.ContentHash != group[0].File.ContentHash)).Select(group =>
            Taken(tools.Feed, group[^1].File, $"'{group[0].File.Path}' is the same version with other bytes. Name one of them.")));
        return [.. groups.Select(group => group[0])];
    }

    private static Finding Taken(IPackagePublisher feed, PackageFile file, string why) =>
        Finding.Create(DiagnosticCatalog.VersionTaken, new SourceLocation(file.Path), file.ToString(), feed.Name, why);
}
