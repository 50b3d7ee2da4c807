using System.Collections.Immutable;

namespace ModuleBuild.Release.Store.Git;

/// <summary>Branches of a repository on this machine.</summary>
/// <param name="git">The repository.</param>
/// <param name="objects">Its objects.</param>
internal sealed class GitBranches(GitRunner git, GitObjects objects)
{
    /// <summary>The commit that a reference names.</summary>
    /// <param name="reference">For example <c>refs/heads/modulebuild/staging</c>.</param>
    /// <param name="cancellation">Stops.</param>
    /// <returns>Its id; null where there is no such reference; git's words where it cannot be read.</returns>
    public async Task<(string? Commit, string? Words)> TipAsync(string reference, CancellationToken cancellation)
    {
        try
        {
            if (await objects.GetAsync(reference, cancellation) is { } tip)
            {
                return (tip.Id, tip.Type == "commit" ? null : $"{reference} is corrupt: it names a {tip.Type}");
            }
        }
        catch (GitObjectException e)
        {
            return (null, e.Message);
        }

        // "Missing" is also said of a reference that is damaged, or whose commit is: another command tells them apart.
        var listed = await git.RunAsync(["for-each-ref", "--format=%(objectname)", reference], cancellation);
        return !listed.IsSuccess || listed.Error.Contains(reference, StringComparison.Ordinal) ? (null, listed.Error)
            : listed.Text.Length == 0 ? (null, null)
            : await git.RunAsync(["rev-parse", "--verify", "--quiet", reference + "^{commit}"], cancellation) is { IsSuccess: true } again ? (again.Text, null)
            : (null, $"the commit {listed.Text} of {reference} is missing");
    }

    /// <summary>Branches whose names start with a prefix.</summary>
    /// <param name="prefix">For example <c>modulebuild/</c>.</param>
    /// <param name="cancellation">Stops.</param>
    /// <returns>Names in ordinal order, or git's failure.</returns>
    public async Task<(ImmutableArray<string> Names, GitResult? Failed)> ListAsync(string prefix, CancellationToken cancellation)
    {
        var listed = await git.RunAsync(["for-each-ref", "--format=%(refname)", "refs/heads/"], cancellation);
        return listed.IsSuccess ? (Names(listed.Lines, prefix), null) : ([], listed);
    }

    /// <summary>Names of branches, from their references.</summary>
    /// <param name="references">References of any kind.</param>
    /// <param name="prefix">What the names start with.</param>
    public static ImmutableArray<string> Names(IEnumerable<string> references, string prefix) =>
    [
        .. references.Where(reference => reference.StartsWith(GitNames.RefOf(prefix), StringComparison.Ordinal))
            .Select(reference => reference[GitNames.RefOf(string.Empty).Length..])
            .Where(GitNames.IsValid)
            .Order(StringComparer.Ordinal),
    ];
}
