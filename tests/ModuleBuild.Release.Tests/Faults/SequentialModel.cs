using System.Globalization;
using ModuleBuild.Release.Model;
using ModuleBuild.Release.Store;
using ModuleBuild.Release.Tests.Fakes;

namespace ModuleBuild.Release.Tests.Faults;

/// <summary>An environment as it would be were there one promoter only: one operation after another, each ended before the next begins.</summary>
internal static class SequentialModel
{
    /// <summary>Replays the ledger on the model, and compares states and what promoters were told with it.</summary>
    public static async Task AssertExplainsAsync(World world, IReadOnlyCollection<CompetitionTests.Answer> answers)
    {
        var snapshot = await world.ReadAsync();
        var (releases, good, open) = (0, (int?)null, (string?)null);
        var ends = new Dictionary<string, (string Target, OperationOutcome Outcome)>();
        foreach (var happened in (await world.LedgerAsync()).Select(entry => entry.Event))
        {
            switch (happened.Kind)
            {
                case LedgerEventKind.Began:
                    Assert.Null(open);
                    open = happened.Operation;
                    break;
                case LedgerEventKind.Accepted:
                    Assert.Equal(++releases, happened.Release);
                    var release = await ReadAsync(world, snapshot, releases);
                    Assert.Equal((happened.Operation, happened.Digest, good), (release.Operation, release.Digest, release.Base)); // no lost update
                    break;
                case LedgerEventKind.Closed:
                    Assert.Equal(open, happened.Operation);
                    good = happened.Outcome == OperationOutcome.Succeeded ? happened.Release : good;
                    ends.Add(open!, (happened.Digest!, happened.Outcome!.Value));
                    open = null;
                    break;
                default:
                    Assert.True(happened.Kind == LedgerEventKind.Created || happened.Operation == open, string.Create(CultureInfo.InvariantCulture, $"{happened.Kind} of {happened.Operation} within {open}"));
                    break;
            }
        }

        Assert.Equal((good, good, releases), (snapshot.State.Release, snapshot.State.LastKnownGood, snapshot.State.Releases));
        Assert.All(answers.Where(answer => answer.Operation is not null), answer => Assert.Equal((answer.Target, answer.Outcome!.Value), ends[answer.Operation!]));
        Assert.All(answers.Where(answer => answer.Operation is null), answer => Assert.Contains((answer.Target, OperationOutcome.Succeeded), ends.Values));
    }

    private static async Task<EnvironmentRelease> ReadAsync(World world, EnvironmentSnapshot snapshot, int number)
    {
        var read = await world.Process().Store.ReadReleaseAsync(snapshot, number, CancellationToken.None);
        Assert.Null(read.Problem);
        return read.Value!;
    }
}
