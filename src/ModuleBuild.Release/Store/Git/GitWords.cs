using System.Text.RegularExpressions;
using ModuleBuild.Core.Diagnostics;

namespace ModuleBuild.Release.Store.Git;

/// <summary>Git's last words as a finding: what went wrong, and what helps. Credentials of addresses are never shown.</summary>
internal static partial class GitWords
{
    private const int MostLetters = 400;

    // The first that is found counts: what is said of credentials also says that the server could not be read.
    private static readonly (string Words, string Remedy)[] Remedies =
    [
        ("cannot be the name of a branch", "Names of environments are lower-case letters, digits and '-'."),
        ("git cannot be started", "Install git 2.31 or newer, and put it on the path."),
        ("did not end within", "Try again; what was done until then is not lost."),
        ("could not be signed", "Set user.signingKey and gpg.format of git to a key that this account can use without being asked."),
        ("gpg failed to sign", "Set user.signingKey and gpg.format of git to a key that this account can use without being asked."),
        ("not a git repository", "Run 'modulebuild env init', or name another store."),
        ("does not appear to be a git repository", "Run 'modulebuild env init', or name another store."),
        ("No space left", "Make room on that disk, and run it again."),
        ("Out of diskspace", "Make room on that disk, and run it again."),
        ("Disk quota exceeded", "Make room on that disk, and run it again."),
        ("Read-only file system", "Give this account the right to write there."),
        ("insufficient permission", "Give this account the right to write there."),
        ("Authentication failed", "Check the credentials: nothing is asked for while this runs; git's credential helper, an SSH key or the CI's token has to answer."),
        ("could not read Username", "Check the credentials: nothing is asked for while this runs; git's credential helper, an SSH key or the CI's token has to answer."),
        ("could not read Password", "Check the credentials: nothing is asked for while this runs; git's credential helper, an SSH key or the CI's token has to answer."),
        ("Permission denied (", "Check the SSH key: nothing is asked for while this runs, so that the agent or a key without a passphrase has to answer."),
        ("Host key verification failed", "Add the server's key to known_hosts."),
        ("error: 403", "Give this account, or the token of the job, the right to push to the store."),
        ("dubious ownership", "Make this account the owner, or add the folder to git's safe.directory."),
        ("Permission denied", "Give this account the right to read and write there."),
        ("hook declined", "A rule of the server refuses this push: let this account push to branches 'modulebuild/*'."),
        ("protected branch", "A rule of the server refuses this push: let this account push to branches 'modulebuild/*'."),
        ("remote rejected", "A rule of the server refuses this push: let this account push to branches 'modulebuild/*'."),
        ("shallow update not allowed", "Set receive.shallowUpdate of the server's repository, or remove the cache of the store."),
        ("Could not resolve host", "Check the address and the network, and run it again."),
        ("unable to access", "Check the address and the network, and run it again."),
        ("Connection", "Check the address and the network, and run it again."),
        ("Could not read from remote", "Check the address and the network, and run it again."),
        ("Repository not found", "Check the address, and the rights of this account."),
        (".lock", "Another git works there, or died there; where none runs, remove the lock."),
        ("missing", "Run 'modulebuild env fsck'; objects that are gone come back from a clone or a backup."),
        ("corrupt", "Run 'modulebuild env fsck'; objects that are gone come back from a clone or a backup."),
    ];

    /// <summary>What went wrong.</summary>
    /// <param name="store">Name of the store.</param>
    /// <param name="failed">The call that failed.</param>
    public static Finding Tell(string store, GitResult failed) => Tell(store, failed.Error + "\n" + Rejected(failed));

    /// <summary>What went wrong.</summary>
    /// <param name="store">Name of the store.</param>
    /// <param name="words">Git's own words, any number of lines.</param>
    public static Finding Tell(string store, string words)
    {
        var said = LastOf(words);
        var remedy = Remedies.FirstOrDefault(known => words.Contains(known.Words, StringComparison.OrdinalIgnoreCase)).Remedy ?? "Run it again.";
        return Finding.Create(DiagnosticCatalog.StoreUnusable, new SourceLocation(store), $"{said}. {remedy}");
    }

    /// <summary>An address without what stands before its <c>@</c>, and any text with such addresses.</summary>
    /// <param name="text">The text.</param>
    public static string WithoutCredentials(string text) => Credentials().Replace(text, "://");

    private static string Rejected(GitResult failed) => string.Join('\n', failed.Lines.Where(line => line.StartsWith('!')));

    private static string LastOf(string words)
    {
        var lines = WithoutCredentials(words).Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        var telling = lines.Where(line => Telling().IsMatch(line) && !IsEcho(line)).ToList();
        // What the server says comes first: git adds lines of its own that say less.
        var chosen = telling.Count == 0 ? lines.TakeLast(3) : telling.Where(IsOfServer).Take(3).Concat(telling.Where(line => !IsOfServer(line)).TakeLast(2));
        var text = string.Join("; ", chosen.Select(line => line.TrimEnd('.'))).Replace('\t', ' ');
        text = text.Length == 0 ? "git failed without a word" : text;
        return string.Concat((text.Length > MostLetters ? text[..MostLetters] : text).Where(letter => !char.IsControl(letter)));
    }

    private static bool IsOfServer(string line) => line.StartsWith("remote: ", StringComparison.Ordinal);

    private static bool IsEcho(string line) => line.StartsWith("error: failed to push some refs", StringComparison.Ordinal);

    [GeneratedRegex(@"://[^/@\s']+@", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant)]
    private static partial Regex Credentials();

    [GeneratedRegex(@"^(fatal|error|remote|ssh)?: |^!|cannot|denied|refused", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant)]
    private static partial Regex Telling();
}
