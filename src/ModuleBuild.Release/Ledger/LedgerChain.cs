using System.Security.Cryptography;
using ModuleBuild.Release.Model;

namespace ModuleBuild.Release.Ledger;

/// <summary>
/// Checks a ledger entry by entry: each is there, says its own number, and carries the hash of the one before. The first that does not fit is
/// named; what comes after it proves nothing any more.
/// </summary>
public sealed class LedgerChain
{
    private readonly long _first;
    private bool _isAnchored;
    private bool _isSuspect;

    /// <summary>A chain from its first entry on.</summary>
    public LedgerChain()
        : this(LedgerHead.Empty) => _isAnchored = true;

    private LedgerChain(LedgerHead before) => (Head, _first) = (before, before.Sequence + 1);

    /// <summary>The end of what was added.</summary>
    public LedgerHead Head { get; private set; }

    /// <summary>What is wrong, as a sentence; null while nothing is.</summary>
    public string? Problem { get; private set; }

    /// <summary>The end of a chain, from an entry on: what comes before is taken as it is.</summary>
    /// <param name="first">Number of the first entry that is added.</param>
    public static LedgerChain From(long first) => first <= 1 ? new LedgerChain() : new LedgerChain(new LedgerHead(first - 1, LedgerEntry.NoPrevious));

    /// <summary>Adds the next entry.</summary>
    /// <param name="bytes">Its bytes; none where its file is not there.</param>
    /// <returns>The entry; null where something is wrong with it, or was before.</returns>
    public LedgerEntry? Add(ReadOnlySpan<byte> bytes)
    {
        var number = Head.Sequence + 1;
        if (Problem is not null)
        {
            return null;
        }

        var (entry, problem) = bytes.IsEmpty ? (null, "it is missing or empty.") : StoreJson.Read<LedgerEntry>(bytes);
        if (entry is null)
        {
            return Tell(FormattableString.Invariant($"entry {number}: {problem}"));
        }

        if (entry.Sequence != number)
        {
            return Tell(FormattableString.Invariant($"entry {number} says that it is entry {entry.Sequence}."));
        }

        if (_isSuspect)
        {
            return Tell(Accuse(entry.Previous));
        }

        if (_isAnchored && entry.Previous != Head.Hash)
        {
            if (number == _first)
            {
                return Tell(FormattableString.Invariant($"entry {number} was changed, or one was taken out before it: there is none that it could come after."));
            }

            _isSuspect = true; // this one or the one before: the next tells
        }

        (_isAnchored, Head) = (true, new LedgerHead(number, Convert.ToHexStringLower(SHA256.HashData(bytes))));
        return entry;
    }

    /// <summary>Compares the end.</summary>
    /// <param name="head">The end that the ledger claims to have.</param>
    /// <returns>What is wrong, as a sentence; null where nothing is.</returns>
    public string? End(LedgerHead head)
    {
        if (Problem is null && _isSuspect)
        {
            Tell(Accuse(head.Hash));
        }
        else if (Problem is null && Head.Sequence != head.Sequence)
        {
            Tell(FormattableString.Invariant($"it ends at entry {Head.Sequence}, and its head says {head.Sequence}."));
        }
        else if (Problem is null && _isAnchored && Head.Hash != head.Hash)
        {
            Tell(FormattableString.Invariant($"entry {Head.Sequence} was changed: the head carries another hash of it."));
        }

        return Problem;
    }

    // Of two neighbours that do not fit, the one that the next entry vouches for is the one that was not changed.
    private string Accuse(string hashByTheNext) => hashByTheNext == Head.Hash
        ? FormattableString.Invariant($"entry {Head.Sequence - 1} was changed: entry {Head.Sequence} carries another hash of it.")
        : FormattableString.Invariant($"entry {Head.Sequence} was changed: it carries another hash of entry {Head.Sequence - 1}, and what comes after it another hash of it.");

    private LedgerEntry? Tell(string problem)
    {
        Problem = problem;
        return null;
    }
}
