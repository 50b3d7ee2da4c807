using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using ModuleBuild.Core.Diagnostics;
using ModuleBuild.Release.Model;

namespace ModuleBuild.Release.Store;

/// <summary>
/// Keeps in a store when newer versions were looked for: machines of build systems come and go. It is on a branch of its own, a file a workspace,
/// because several repositories may share a store.
/// </summary>
/// <param name="store">The store.</param>
/// <param name="workspace">What tells the workspace from others, such as the address of its repository, without credentials.</param>
public sealed class UpdateChecks(IStateStore store, string workspace)
{
    /// <summary>Name of the branch. It is none of an environment.</summary>
    public const string Branch = "modulebuild-checks";

    private const int Attempts = 5;

    private readonly string _path = $"updates/{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(workspace)).AsSpan(0, 8))}.json";

    /// <summary>When it was last.</summary>
    /// <param name="cancellation">Stops waiting.</param>
    /// <returns>Null where it never was; or why that is not known, as a sentence.</returns>
    public async Task<(DateTimeOffset? Last, string? Problem)> ReadAsync(CancellationToken cancellation)
    {
        var (tip, problem) = await store.GetTipAsync(Branch, cancellation);
        return tip is null ? (null, problem!.Message) : await ReadAsync(tip, cancellation);
    }

    /// <summary>Writes down that it was now. A later time that is there already stays.</summary>
    /// <param name="at">When the look began.</param>
    /// <param name="by">Who looked, for the commit.</param>
    /// <param name="writer">A text that no other process uses.</param>
    /// <param name="cancellation">Stops waiting.</param>
    /// <returns>Null; or why it was not written.</returns>
    public async Task<Finding?> WriteAsync(DateTimeOffset at, string by, string writer, CancellationToken cancellation)
    {
        var file = StoreJson.Write(new UpdateCheck { Workspace = workspace, Checked = at.ToUniversalTime() });
        var files = ImmutableSortedDictionary<string, byte[]?>.Empty.WithComparers(StringComparer.Ordinal).Add(_path, file);
        var change = new StateChange(files, $"Looked for updates of {workspace}", by, at, writer);
        for (var attempt = 1; ; attempt++)
        {
            var (tip, problem) = await store.GetTipAsync(Branch, cancellation);
            if (tip is null || (await ReadAsync(tip, cancellation)).Last >= at)
            {
                return problem;
            }

            var written = await store.WriteAsync(tip, change, cancellation);
            if (written.Problem is not null || written.Value?.Tip is not null || attempt == Attempts)
            {
                return written.Problem;
            }
        }
    }

    // A file that cannot be understood is no time: the next look writes it anew.
    private async Task<(DateTimeOffset? Last, string? Problem)> ReadAsync(BranchTip tip, CancellationToken cancellation)
    {
        if (tip.Commit is null)
        {
            return (null, null);
        }

        var (contents, problem) = await store.ReadAsync(tip, [_path], cancellation);
        if (contents is null)
        {
            return (null, problem!.Message);
        }

        var (check, wrong) = contents.Files[0] is { } bytes ? StoreJson.Read<UpdateCheck>(bytes) : (null, null);
        return (check?.Checked, wrong is null ? null : $"{_path} of branch '{Branch}': {wrong}");
    }
}
