using System.Globalization;
using ModuleBuild.Release.Model;

namespace ModuleBuild.Release.Ledger;

/// <summary>Checks what a ledger tells of operations: each begins once and ends once, one after the other; releases are numbered without gaps.</summary>
public sealed class OperationStory
{
    private readonly HashSet<string> _ended = new(StringComparer.Ordinal);
    private readonly List<string> _problems = [];
    private string? _open;
    private int _releases;

    /// <summary>What does not fit, as sentences.</summary>
    public IReadOnlyList<string> Problems => _problems;

    /// <summary>Looks at the next entry.</summary>
    /// <param name="entry">The entry.</param>
    public void Add(LedgerEntry entry)
    {
        if (entry.Event is not { Operation: { } id } happened)
        {
            return;
        }

        if (_ended.Contains(id))
        {
            Tell(entry, $"operation {id} had ended before.");
        }
        else if (happened.Kind == LedgerEventKind.Began && _open is not null)
        {
            Tell(entry, _open == id ? $"operation {id} begins again." : $"operation {id} begins while {_open} is open.");
        }
        else if (happened.Kind != LedgerEventKind.Began && _open != id)
        {
            Tell(entry, $"operation {id} never began.");
        }

        _open = happened.Kind == LedgerEventKind.Closed ? null : id;
        if (happened.Kind == LedgerEventKind.Closed)
        {
            _ended.Add(id);
            if (happened.Outcome is null)
            {
                Tell(entry, $"operation {id} ends without an outcome.");
            }
        }

        if (happened.Kind == LedgerEventKind.Accepted && happened.Release != ++_releases)
        {
            Tell(entry, string.Create(CultureInfo.InvariantCulture, $"release {happened.Release} comes after release {_releases - 1}."));
        }
    }

    /// <summary>Compares the end with what the environment says.</summary>
    /// <param name="open">Id of the open operation; null where there is none.</param>
    /// <param name="state">The environment.</param>
    public void End(string? open, EnvironmentState state)
    {
        if (open != _open)
        {
            _problems.Add($"by the ledger {Name(_open)} is open, by {Store.StorePaths.Operation} {Name(open)}.");
        }

        if (state.Releases != _releases)
        {
            _problems.Add(string.Create(CultureInfo.InvariantCulture, $"the ledger knows {_releases} releases, {Store.StorePaths.Current} {state.Releases}."));
        }
    }

    private static string Name(string? operation) => operation is null ? "no operation" : $"operation {operation}";

    private void Tell(LedgerEntry entry, string problem) => _problems.Add(string.Create(CultureInfo.InvariantCulture, $"entry {entry.Sequence}: {problem}"));
}
