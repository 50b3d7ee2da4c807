using System.CommandLine;
using System.Text;
using ModuleBuild.Cli.Output;
using ModuleBuild.Cli.Publishing;
using ModuleBuild.Release.Versions;

namespace ModuleBuild.Cli.Commands.Versions;

/// <summary><c>modulebuild version notes OLD NEW</c>: what a release brings, from its changelog and its evidence.</summary>
internal static class VersionNotesCommand
{
    private static readonly Argument<string> Old = ModuleArguments.Package("old", "The package of the earlier release.");

    private static readonly Argument<string> New = ModuleArguments.Package("new", "The package of the release.");

    private static readonly Option<string?> Output = ModuleArguments.Output();

    /// <summary>The command.</summary>
    public static Command Create() => new DocumentedCommand(
        "notes",
        "Writes what a release brings as Markdown: its changelog, and what it can do, needs and offers differently.",
        "modulebuild version notes Acme.Orders.1.2.0.nupkg Acme.Orders.1.3.0.nupkg",
        "modulebuild version notes old.nupkg new.nupkg --output notes.md")
    {
        Old, New, Output,
    }.Runs(Run);

    private static int Run(CommandContext context)
    {
        var old = VersionSources.Read(context.Parsed.GetValue(Old)!, context.CurrentFolder);
        var current = VersionSources.Read(context.Parsed.GetValue(New)!, context.CurrentFolder);
        if (!old.Id.Equals(current.Id, StringComparison.OrdinalIgnoreCase))
        {
            throw new UsageException($"These are two packages: {old.Id} and {current.Id}. Name two versions of one.");
        }

        return context.WriteResult(context.Parsed.GetValue(Output), Encoding.UTF8.GetBytes(ForeignText.Of(ReleaseNotes.Of(old, current))));
    }
}
