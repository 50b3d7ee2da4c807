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

        if (reading.Lock is not { } locked)
        {
            return question.IsEmpty
                ? new LockCheck(null, true, [])
                : new LockCheck(null, false, [OutOfDate(path, "There is no module.lock.json.", [])]);
        }

        var lines = Differences(locked, question).ToList();
        return lines.Count == 0
            ? new LockCheck(locked, true, [])
            : new LockCheck(locked, false, [OutOfDate(path, "The lock is not the answer to what is asked for.", lines)]);
    }

    /// <summary>Whether there is something where the lock should be.</summary>
    public static bool Exists(string path) => File.Exists(path) || Directory.Exists(path);

    private static IEnumerable<string> Differences(LockFile locked, LockQuestion question) =>
        LockInputs.Differences(locked, question.Asked)
            .Concat(LockNeeds.Unmet(question.Asked.Modules, question.Asked.Policy, locked));

    private static Finding OutOfDate(string path, string sentence, List<string> lines)
    {
        var shown = lines.Take(MostLines).Select(line => $"\n  {line}");
        var rest = lines.Count > MostLines ? FormattableString.Invariant($"\n  … and {lines.Count - MostLines} more") : string.Empty;
        return Finding.Create(DiagnosticCatalog.LockOutOfDate, new SourceLocation(path), sentence, string.Concat(shown) + rest);
    }
}
