using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace ModuleBuild.Release.Store.Git;

/// <summary>Checkpoints as annotated tags <c>modulebuild-checkpoint/&lt;environment&gt;/&lt;sequence&gt;</c>.</summary>
/// <param name="git">The repository.</param>
internal sealed class CheckpointTags(GitRunner git)
{
    private const string Prefix = "modulebuild-checkpoint/";
    private const string Signature = "-----BEGIN ";
    private const string SshSignature = "-----BEGIN SSH SIGNATURE-----";

    /// <summary>The references of all checkpoints of an environment.</summary>
    /// <param name="environment">Its name.</param>
    public static string ReferencesOf(string environment) => $"refs/tags/{Prefix}{environment}/*";

    /// <summary>The name of a checkpoint.</summary>
    /// <param name="snapshot">The environment.</param>
    public static string NameOf(EnvironmentSnapshot snapshot) => string.Create(CultureInfo.InvariantCulture, $"{Prefix}{snapshot.State.Environment}/{snapshot.Head.Sequence}");

    /// <summary>Reads the checkpoints.</summary>
    /// <param name="environment">Name of the environment.</param>
    /// <param name="cancellation">Stops.</param>
    /// <returns>The checkpoints, or git's failure.</returns>
    public async Task<(ImmutableArray<Checkpoint> Checkpoints, GitResult? Failed)> ListAsync(string environment, CancellationToken cancellation)
    {
        var listed = await git.RunAsync(["for-each-ref", "--format=%(refname:strip=2)", ReferencesOf(environment)[..^2]], cancellation);
        if (!listed.IsSuccess)
        {
            return ([], listed);
        }

        var checkpoints = new List<Checkpoint>();
        foreach (var name in listed.Lines)
        {
            checkpoints.Add(await ReadAsync(environment, name, cancellation));
        }

        return ([.. checkpoints.OrderBy(checkpoint => checkpoint.Sequence).ThenBy(checkpoint => checkpoint.Name, StringComparer.Ordinal)], null);
    }

    /// <summary>Makes a checkpoint.</summary>
    /// <param name="snapshot">The environment.</param>
    /// <param name="by">Who makes it.</param>
    /// <param name="isSigned">Whether it is signed.</param>
    /// <param name="cancellation">Stops.</param>
    public async Task<GitResult> AddAsync(EnvironmentSnapshot snapshot, string by, bool isSigned, CancellationToken cancellation)
    {
        var (name, address) = CommitPerson.Parts(by);
        var tagger = new GitRunner(git.Options, git.Repository)
        {
            Secrets = git.Secrets,
            Variables = [.. git.Variables, ("GIT_COMMITTER_NAME", name), ("GIT_COMMITTER_EMAIL", address)],
        };
        var message = string.Create(
            CultureInfo.InvariantCulture,
            $"Ledger of {snapshot.State.Environment} up to entry {snapshot.Head.Sequence}\n\nEnvironment: {snapshot.State.Environment}\nSequence: {snapshot.Head.Sequence}\nHash: {snapshot.Head.Hash}\n");
        var made = await tagger.RunAsync(
            ["tag", isSigned ? "-s" : "-a", "-F", "-", NameOf(snapshot), snapshot.Tip.Commit!], Encoding.UTF8.GetBytes(message), git.Options.LocalLimit, cancellation);
        if (!made.IsSuccess || !isSigned)
        {
            return made;
        }

        // Some versions of git complain about a key that they cannot read, and make the tag without a signature.
        var reference = "refs/tags/" + NameOf(snapshot);
        var read = await git.RunAsync(["cat-file", "tag", reference], cancellation);
        if (read.IsSuccess && read.Text.Contains('\n' + Signature, StringComparison.Ordinal))
        {
            return made;
        }

        await git.RunAsync(["update-ref", "-d", reference], cancellation);
        return made with { ExitCode = 1, Error = made.Error + "\nerror: the tag could not be signed" };
    }

    private async Task<Checkpoint> ReadAsync(string environment, string name, CancellationToken cancellation)
    {
        var read = await git.RunAsync(["cat-file", "tag", "refs/tags/" + name], cancellation);
        var lines = read.Text.Split('\n');
        var sequence = long.TryParse(Field(lines, "Sequence"), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;
        var hash = Field(lines, "Hash") ?? string.Empty;
        // The name is part of what is signed: a tag that was moved to another name is none of this environment.
        var isItself = read.IsSuccess && lines.Contains($"tag {name}") && Field(lines, "Environment") == environment
            && name == string.Create(CultureInfo.InvariantCulture, $"{Prefix}{environment}/{sequence}");
        if (!isItself)
        {
            return new Checkpoint(name, sequence, hash, SignatureState.Invalid, "it does not hold what its name says");
        }

        if (!Array.Exists(lines, line => line.StartsWith(Signature, StringComparison.Ordinal)))
        {
            return new Checkpoint(name, sequence, hash, SignatureState.None, "it is not signed");
        }

        // Who names signers by their SSH keys trusts nobody else: not every key that happens to be in a keyring of GPG.
        if (git.Options.AllowedSigners is not null && !lines.Contains(SshSignature))
        {
            return new Checkpoint(name, sequence, hash, SignatureState.Invalid, "it is not signed by SSH, and the file of signers knows SSH keys");
        }

        string[] signers = git.Options.AllowedSigners is { } file ? ["-c", $"gpg.ssh.allowedSignersFile={Path.GetFullPath(file)}"] : [];
        var verified = await git.RunAsync([.. signers, "verify-tag", "refs/tags/" + name], cancellation);
        var words = CommitPerson.OneLine(verified.Error.Trim());
        return new Checkpoint(name, sequence, hash, verified.IsSuccess ? SignatureState.Valid : SignatureState.Invalid, words.Length == 0 ? "git says nothing of it" : words);
    }

    // What stands before the signature only: a field in what follows would not be signed.
    private static string? Field(string[] lines, string name) => lines
        .TakeWhile(line => !line.StartsWith(Signature, StringComparison.Ordinal))
        .FirstOrDefault(line => line.StartsWith(name + ": ", StringComparison.Ordinal))?[(name.Length + 2)..];
}
