using System.Collections.Immutable;
using System.Globalization;
using ModuleBuild.Core.Ports;
using ModuleBuild.Release.Store;

namespace ModuleBuild.Release.Tests.Fakes;

/// <summary>A store in memory: branches of commits, changed by compare-and-swap. Every tip that ever was can be read.</summary>
public sealed class MemoryStore : IStateStore
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, ImmutableSortedDictionary<string, byte[]>> _commits = [];
    private readonly SortedDictionary<string, string> _tips = new(StringComparer.Ordinal);
    private readonly List<(string Branch, string Commit, StateChange Change)> _history = [];

    public string Name => "memory";

    /// <summary>Every commit, in the order of time.</summary>
    public IReadOnlyList<(string Branch, string Commit, StateChange Change)> History
    {
        get
        {
            lock (_lock)
            {
                return [.. _history];
            }
        }
    }

    public Task<SourceAnswer<BranchList>> ListAsync(string prefix, CancellationToken cancellation)
    {
        lock (_lock)
        {
            return Answer(new BranchList([.. _tips.Keys.Where(name => name.StartsWith(prefix, StringComparison.Ordinal))]));
        }
    }

    public Task<SourceAnswer<BranchTip>> GetTipAsync(string branch, CancellationToken cancellation)
    {
        lock (_lock)
        {
            return Answer(new BranchTip(branch, _tips.GetValueOrDefault(branch)));
        }
    }

    public Task<SourceAnswer<FileContents>> ReadAsync(BranchTip tip, ImmutableArray<string> paths, CancellationToken cancellation)
    {
        lock (_lock)
        {
            var files = _commits[tip.Commit!];
            return Answer(new FileContents([.. paths.Select(path => files.GetValueOrDefault(path))]));
        }
    }

    public Task<SourceAnswer<WriteOutcome>> WriteAsync(BranchTip expected, StateChange change, CancellationToken cancellation)
    {
        lock (_lock)
        {
            if (_tips.GetValueOrDefault(expected.Branch) != expected.Commit)
            {
                return Answer(new WriteOutcome(null));
            }

            var files = expected.Commit is null ? ImmutableSortedDictionary.Create<string, byte[]>(StringComparer.Ordinal) : _commits[expected.Commit];
            foreach (var (path, content) in change.Files)
            {
                files = content is null ? files.Remove(path) : files.SetItem(path, content);
            }

            var commit = (_history.Count + 1).ToString("x40", CultureInfo.InvariantCulture);
            _commits[commit] = files;
            _tips[expected.Branch] = commit;
            _history.Add((expected.Branch, commit, change));
            return Answer(new WriteOutcome(new BranchTip(expected.Branch, commit)));
        }
    }

    private static Task<SourceAnswer<T>> Answer<T>(T value)
        where T : class => Task.FromResult(SourceAnswer.Of(value));
}
