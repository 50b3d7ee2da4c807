using System.Globalization;
using System.Text;

namespace ModuleBuild.Release.Store.Git;

/// <summary>Makes commits. They belong to no branch yet.</summary>
/// <param name="git">The repository.</param>
internal sealed class CommitWriter(GitRunner git)
{
    private const int LengthOfSha1 = 40;

    /// <summary>Makes a commit.</summary>
    /// <param name="parent">Id of the commit before; null for the first.</param>
    /// <param name="change">The change.</param>
    /// <param name="cancellation">Stops; the commit then belongs to nothing.</param>
    /// <returns>Its id, or git's failure.</returns>
    public async Task<(string? Commit, GitResult Result)> WriteAsync(string? parent, StateChange change, CancellationToken cancellation)
    {
        var input = CommitStream.Of(parent, change, Nothing(parent));
        var made = await git.RunAsync(["fast-import", "--quiet", "--done"], input, git.Options.LocalLimit, cancellation);
        if (!made.IsSuccess || !IsId(made.Text))
        {
            RemoveReports();
            return (null, made);
        }

        return git.Options.SignCommits ? await SignAsync(made.Text, parent, change, cancellation) : (made.Text, made);
    }

    /// <summary>The id that stands for nothing, as long as another.</summary>
    /// <param name="id">The other; or null.</param>
    public static string Nothing(string? id) => new('0', id?.Length ?? LengthOfSha1);

    // Fast-import cannot sign: the same folder is committed once more, with the signature.
    private async Task<(string? Commit, GitResult Result)> SignAsync(string commit, string? parent, StateChange change, CancellationToken cancellation)
    {
        var (name, address) = CommitPerson.Parts(change.By);
        var date = string.Create(CultureInfo.InvariantCulture, $"{Math.Max(0, change.At.ToUnixTimeSeconds())} +0000");
        var signer = new GitRunner(git.Options, git.Repository)
        {
            Secrets = git.Secrets,
            Variables =
            [
                .. git.Variables, ("GIT_AUTHOR_NAME", name), ("GIT_AUTHOR_EMAIL", address), ("GIT_AUTHOR_DATE", date),
                ("GIT_COMMITTER_NAME", name), ("GIT_COMMITTER_EMAIL", address), ("GIT_COMMITTER_DATE", date),
            ],
        };
        string[] parents = parent is null ? [] : ["-p", parent];
        var signed = await signer.RunAsync(
            ["commit-tree", "-S", .. parents, "-F", "-", $"{commit}^{{tree}}"],
            Encoding.UTF8.GetBytes(CommitStream.MessageOf(change)),
            git.Options.LocalLimit,
            cancellation);
        if (!signed.IsSuccess || !IsId(signed.Text))
        {
            return (null, signed);
        }

        // Some versions of git complain about a key that they cannot read, and make the commit without a signature.
        var read = await git.RunAsync(["cat-file", "commit", signed.Text], cancellation);
        return read.Text.Contains("\ngpgsig", StringComparison.Ordinal)
            ? (signed.Text, signed)
            : (null, signed with { ExitCode = 1, Error = signed.Error + "\nerror: the commit could not be signed" });
    }

    // Fast-import writes a report of each failure beside the repository's files; its words are told already.
    private void RemoveReports()
    {
        try
        {
            foreach (var report in Directory.EnumerateFiles(git.Repository, "fast_import_crash_*"))
            {
                File.Delete(report);
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // It harms nobody.
        }
    }

    private static bool IsId(string text) => text.Length >= LengthOfSha1 && text.All(char.IsAsciiHexDigitLower);
}
