using System.CommandLine;
using System.Globalization;
using ModuleBuild.Cli.Release;
using ModuleBuild.Core.Diagnostics;
using ModuleBuild.Release.Environments;
using ModuleBuild.Release.Store;
using ModuleBuild.Release.Store.Git;

namespace ModuleBuild.Cli.Commands.Environments;

/// <summary><c>modulebuild env fsck</c>: whether all that a store holds is whole and belongs together.</summary>
internal static class EnvCheckCommand
{
    private static readonly Argument<string?> Environment = ReleaseOptions.OptionalEnvironment("The environment. Default: all of them.");

    private static readonly Option<string?> Store = ReleaseOptions.Store();

    /// <summary>The command.</summary>
    public static Command Create() => new DocumentedCommand(
        "fsck",
        "Looks whether all that the store holds is whole and belongs together: every file, the digest of every release, the ledger, and the policies of the workspace.",
        "modulebuild env fsck")
    {
        Environment, Store,
    }.Runs(RunAsync);

    private static async Task<int> RunAsync(CommandContext context)
    {
        await using var session = ReleaseSession.Open(context, context.Parsed.GetValue(Store));
        var check = new StoreCheck(session.Store, session.Clock);
        var named = context.Parsed.GetValue(Environment);
        var result = named is null ? await check.CheckAllAsync(context.Cancellation) : await check.CheckAsync(named, context.Cancellation);
        Finding[] findings = [.. result.Findings, .. await ObjectsAsync(session.Store, context.Cancellation), .. EnvironmentPolicyFile.List(session.Root).Where(name => named is null || name == named).SelectMany(name => EnvironmentPolicyFile.Read(session.Root, name).Findings)];
        var code = context.Report.Write(findings, [], null);
        if (findings.Length == 0)
        {
            context.Messages.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{result.Environments} environments, {result.Releases} releases, {result.Entries} entries of ledgers: all is whole."));
        }

        return code;
    }

    // A remote is looked after where it lives.
    private static async Task<IEnumerable<Finding>> ObjectsAsync(IStateStore store, CancellationToken cancellation) =>
        store is LocalGitStore local && await local.CheckObjectsAsync(cancellation) is { } broken ? [broken] : [];
}
