using System.CommandLine;
using ModuleBuild.Cli.Explain;
using ModuleBuild.Cli.Output;
using ModuleBuild.Cli.Resolution;
using ModuleBuild.Core.Resolution.Packages;
using NuGet.Versioning;

namespace ModuleBuild.Cli.Commands;

/// <summary><c>modulebuild changelog ID</c>: what a package says of the versions that came after the locked one.</summary>
internal sealed class ChangelogCommand
{
    private readonly Argument<string> _id = ModuleArguments.Id("A package of the lock.");

    private readonly Option<string?> _from = VersionOption("--from", "After this version. Default: the locked one.");

    private readonly Option<string?> _to = VersionOption("--to", "Up to this version. Default: the newest.");

    private readonly Option<string?> _workspace = WorkspaceOfCommand.Option();

    private readonly SourceOptions _sources = new();

    private ChangelogCommand()
    {
    }

    /// <summary>The command.</summary>
    public static Command Create() => new ChangelogCommand().ToCommand();

    private Command ToCommand() =>
        new DocumentedCommand(
            "changelog",
            "Prints what a package says of the versions after the locked one.",
            "modulebuild changelog Acme.Charts",
            "modulebuild changelog Acme.Charts --from 1.0.0 --to 2.0.0")
        {
            _id, _from, _to, _workspace, _sources.All,
        }.Runs(RunAsync);

    private async Task<int> RunAsync(CommandContext context)
    {
        if (LockedWorkspace.Open(context, _workspace) is not { } workspace)
        {
            return ExitCode.Findings;
        }

        var id = workspace.Spell(context.Parsed.GetValue(_id)!);
        var from = Read(context, _from) ?? workspace.Lock.Find(id)?.Version;
        var (source, findings) = LockWriter.OpenNewest(context, _sources, workspace.Root);
        var answer = source is null ? default : await source.GetVersionsAsync(id, context.Cancellation);
        if (source is null || answer.Value is not { } versions)
        {
            context.ErrorReport.Write(answer.Problem is { } problem ? [.. findings, problem] : findings, [], null);
            return ExitCode.Findings;
        }

        var sections = await ChangelogSections.CollectAsync(source, versions, from, Read(context, _to), context.Cancellation);
        Print(context, sections.Text, Nothing(versions, from, sections.Versions));
        return context.ErrorReport.Write([.. findings, .. sections.Problems], [], null);
    }

    private static void Print(CommandContext context, string sections, string otherwise)
    {
        if (sections.Length > 0)
        {
            context.Terminal.Out.Write(new MarkdownText(context.Terminal).Render(sections));
        }
        else
        {
            context.Terminal.Error.WriteLine(otherwise);
        }
    }

    private static string Nothing(PackageVersions versions, NuGetVersion? from, int count) => count == 0
        ? $"There is no newer version of {versions.Id} than {from?.ToNormalizedString()}."
        : $"{FindingSummary.Count(count, "newer version")} of {versions.Id}, and no changelog in {(count == 1 ? "it" : "them")}.";

    private static NuGetVersion? Read(CommandContext context, Option<string?> option) =>
        context.Parsed.GetValue(option) is { } text ? NuGetVersion.Parse(text) : null;

    private static Option<string?> VersionOption(string name, string description) => new(name)
    {
        Description = description,
        HelpName = "VERSION",
        Validators =
        {
            result =>
            {
                if (result.Tokens is [{ Value: var text }] && !NuGetVersion.TryParse(text, out _))
                {
                    result.AddError($"'{text}' of {name} is not a version. Write it as 1.2.3.");
                }
            },
        },
    };
}
