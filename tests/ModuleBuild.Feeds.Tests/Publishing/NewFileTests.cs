using System.Globalization;
using ModuleBuild.Feeds.Publishing;
using ModuleBuild.Testing;

namespace ModuleBuild.Feeds.Tests.Publishing;

public sealed class NewFileTests : IDisposable
{
    private const int Rounds = 1000;
    private const int Threads = 4;

    private readonly TemporaryFolder _folder = new();

    [Fact]
    public void Of_many_who_name_a_file_at_the_same_moment_one_does()
    {
        var winners = new int[Rounds];
        using var barrier = new Barrier(Threads);
        var threads = Enumerable.Range(0, Threads).Select(number => new Thread(() =>
        {
            for (var round = 0; round < Rounds; round++)
            {
                var temporary = _folder[string.Create(CultureInfo.InvariantCulture, $"{round}.{number}.tmp")];
                File.WriteAllText(temporary, temporary);
                barrier.SignalAndWait();
                if (NewFile.Place(temporary, _folder[string.Create(CultureInfo.InvariantCulture, $"{round}")]) != false)
                {
                    Interlocked.Increment(ref winners[round]);
                }
            }
        })).ToList();
        threads.ForEach(thread => thread.Start());
        threads.ForEach(thread => thread.Join());

        Assert.All(winners, count => Assert.Equal(1, count));
    }

    [Fact]
    public void What_stands_there_stays_and_nothing_is_left_behind()
    {
        Assert.True(NewFile.Write(_folder["a"], [1]));
        Assert.False(NewFile.Write(_folder["a"], [2]));

        Assert.Equal([1], File.ReadAllBytes(_folder["a"]));
        Assert.Equal(["a"], Directory.EnumerateFiles(_folder.Path, "*", new EnumerationOptions { AttributesToSkip = 0 }).Select(Path.GetFileName));
    }

    public void Dispose() => _folder.Dispose();
}
