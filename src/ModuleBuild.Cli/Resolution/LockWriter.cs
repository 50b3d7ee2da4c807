using System.Collections.Immutable;
using ModuleBuild.Cli.Commands;
using ModuleBuild.Core.Diagnostics;
using ModuleBuild.Core.Locking;
using ModuleBuild.Core.Ports;
using ModuleBuild.Feeds.Verifying;

namespace ModuleBuild.Cli.Resolution;

/// <summary>What <c>lock</c> and <c>update</c> have in common: sources, progress, and what is told at the end.</summary>
internal static class LockWriter
{
    /// <summary>Writes a lock.</summary>
    /// <param name="context">The command.</param>
    /// <param name="sources">Its options for sources.</param>
    /// <param name="request">What is to be done.</param>
    /// <returns>The exit code.</returns>
    public static async Task<int> WriteAsync(CommandContext context, SourceOptions sources, LockRequest request)
    {
        var (source, findings) = Open(context, sources, request.Root);
        if (source is null)
        {
            context.Report.Write(findings, [], null);
            return ExitCode.Findings;
        }

        source = Verified(source, request);
        LockResult result;
        using (var progress = new ProgressLine(context.Terminal))
        {
            result = await WorkspaceLock.WriteAsync(request, source, progress, context.Cancellation);
        }

        var code = new LockReport(context).Write(request.Root, result with { Findings = [.. findings, .. result.Findings] }, request.DryRun);
        return result.After is null ? ExitCode.Findings : code;
    }

    /// <summary>Opens the sources of a workspace for a command that looks for the newest: past NuGet's cache of lists.</summary>
    /// <param name="context">The command.</param>
    /// <param name="sources">Its options for sources.</param>
    /// <param name="root">Absolute path of the workspace's folder.</param>
    /// <returns>The source, or null with what is wrong with settings or configuration.</returns>
    public static (IPackageSource? Source, ImmutableArray<Finding> Findings) OpenNewest(CommandContext context, SourceOptions sources, string root)
    {
        var (source, findings) = Open(context, sources, root);
        return (source?.Refresh() ?? source, findings);
    }

    /// <summary>A source that gives no other bytes than those of the lock, but for what is to be moved.</summary>
    /// <param name="source">Where packages come from.</param>
    /// <param name="request">What is to be done.</param>
    public static IPackageSource Verified(IPackageSource source, LockRequest request)
    {
        var path = Path.Combine(request.Root, WorkspaceLock.FileName);
        return LockedContent.Verify(source, File.Exists(path) ? LockFileReader.Read(path).Lock : null, request.Root, request.Update);
    }

    private static (IPackageSource? Source, ImmutableArray<Finding> Findings) Open(CommandContext context, SourceOptions sources, string root)
    {
        var (settings, _, problems) = LockedWorkspace.PolicyOf(root);
        return settings is null ? (null, [.. problems]) : sources.Open(context.Parsed, root, settings.Sources);
    }
}
