using System.Collections.Immutable;
using ModuleBuild.Core.Diagnostics;

namespace ModuleBuild.Core.Locking;

/// <summary>Compares a lock with what is asked for. No network, no search.</summary>
internal static class LockComparison
{
    // A diff is read by people: who changed more than this changed everything.
    private const int MostLines = 40;

    /// <summary>Compares.</summary>
    /// <param name="root">Absolute path of the workspace's folder.</param>
    public static LockCheck Run(string root)
    {
        var path = Path.Combine(root, WorkspaceLock.FileName);
        var reading = Exists(path) ? LockFileReader.Read(path) : new LockReading(null, []);
        if (!reading.Findings.IsEmpty)
        {
            return new LockCheck(reading.Lock, false, reading.Findings);
        }

        var (question, findings) = LockQuestion.Read(root, reading.Lock, instead: null);
        if (question is null)
        {
            return new LockCheck(reading.Lock, false, findings);
        }

        var names = question.Manifests.ToImmutableSortedDictionary(manifest => manifest.Folder, manifest => manifest.Name, StringComparer.Ordinal);
        if (IsAnswer(reading.Lock, question))
        {
            return new LockCheck(reading.Lock, true, []) { Names = names };
        }

        var outOfDate = reading.Lock is { } locked
            ? OutOfDate(path, [.. Differences(locked, question)])
            : Finding.Create(DiagnosticCatalog.LockOutOfDate, new SourceLocation(path), "There is no module.lock.json", string.Empty);
        return new LockCheck(reading.Lock, false, [outOfDate]) { Names = names };
    }

    /// <summary>Whether a lock is the answer to a question.</summary>
    /// <param name="locked">The lock; null where there is none, which is right where nothing is to be pinned.</param>
    /// <param name="question">The question.</param>
    public static bool IsAnswer(LockFile? locked, LockQuestion question) =>
        locked is null ? question.IsEmpty : !Differences(locked, question).Any();

    /// <summary>Whether there is something where the lock should be.</summary>
    public static bool Exists(string path) => File.Exists(path) || Directory.Exists(path);

    private static IEnumerable<string> Differences(LockFile locked, LockQuestion question) =>
        LockInputs.Differences(locked, question.Asked)
            .Concat(LockNeeds.Unmet(question.Asked.Modules, question.Asked.Policy, locked));

    // The first line says the essential: some loggers show nothing else.
    private static Finding OutOfDate(string path, List<string> lines)
    {
        var more = lines.Count > 1 ? FormattableString.Invariant($" (and {lines.Count - 1} more)") : string.Empty;
        var shown = lines.Take(MostLines).Select(line => $"\n  {line}");
        var rest = lines.Count > MostLines ? FormattableString.Invariant($"\n  … and {lines.Count - MostLines} more") : string.Empty;
        return Finding.Create(
            DiagnosticCatalog.LockOutOfDate,
            new SourceLocation(path),
            $"The lock is not the answer to what is asked for: {lines[0]}{more}",
            lines.Count > 1 ? string.Concat(shown) + rest : string.Empty);
    }
}
