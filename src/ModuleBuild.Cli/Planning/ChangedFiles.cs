using System.Collections.Immutable;
using ModuleBuild.Cli.Release;

namespace ModuleBuild.Cli.Planning;

/// <summary>What changed in the repository of a workspace since a commit.</summary>
/// <param name="Base">The newest commit that both sides have.</param>
/// <param name="Files">Absolute paths with <c>/</c>: changed, come and gone, committed or not; what git ignores is not among them.</param>
internal sealed record ChangedFiles(string Base, ImmutableArray<string> Files)
{
    /// <summary>Asks git.</summary>
    /// <param name="root">The workspace.</param>
    /// <param name="since">A branch, a tag or a commit.</param>
    /// <param name="cancellation">Stops waiting.</param>
    /// <exception cref="UsageException">Git cannot tell.</exception>
    public static async Task<ChangedFiles> SinceAsync(string root, string since, CancellationToken cancellation)
    {
        // Relative, and not --show-toplevel: where the workspace is behind a symbolic link, its paths stay as they were given.
        var up = await GitAnswer.OfAsync(root, cancellation, "rev-parse", "--show-cdup")
            ?? throw new UsageException($"'{root}' is in no git repository, so that nothing can be said of what changed there. Leave out --since to plan all modules.");
        var top = Path.GetFullPath(Path.Combine(root, up));
        var commit = await GitAnswer.OfAsync(top, cancellation, "rev-parse", "--verify", "--quiet", "--end-of-options", since + "^{commit}")
            ?? throw new UsageException($"Git knows no commit '{since}' here. Name a branch, a tag or a commit; in CI fetch it first (actions/checkout: fetch-depth: 0).");
        var common = await GitAnswer.OfAsync(top, cancellation, "merge-base", commit, "HEAD")
            ?? throw new UsageException($"'{since}' and what is checked out have no commit in common, as far as this clone reaches. Fetch the whole history (actions/checkout: fetch-depth: 0).");
        var changed = await GitAnswer.OfAsync(top, cancellation, "diff", "--name-only", "--no-renames", "-z", common)
            ?? throw new UsageException($"Git cannot compare this folder with {common}.");
        var added = await GitAnswer.OfAsync(top, cancellation, "ls-files", "--others", "--exclude-standard", "-z") ?? string.Empty;
        var names = (changed + '\0' + added).Split('\0', StringSplitOptions.RemoveEmptyEntries);
        return new ChangedFiles(common, [.. names.Select(name => Path.Combine(top, name).Replace('\\', '/')).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)]);
    }
}
