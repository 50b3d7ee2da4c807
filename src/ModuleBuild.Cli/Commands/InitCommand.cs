using System.Collections.Immutable;
using System.CommandLine;
using System.Text;
using ModuleBuild.Cli.Init;
using ModuleBuild.Cli.Output;
using ModuleBuild.Cli.Projects;
using ModuleBuild.Core.Files;
using ModuleBuild.Core.Manifest;

namespace ModuleBuild.Cli.Commands;

/// <summary><c>modulebuild init</c>: makes a project a module.</summary>
internal static class InitCommand
{
    private static readonly Argument<string?> Project = ModuleArguments.Project();

    private static readonly InitOptions Options = new();

    private static readonly Option<bool> Force = new("--force") { Description = "Replace a module.json that is there." };

    private static readonly Option<bool> DryRun = new("--dry-run") { Description = "Write nothing; show what would change." };

    private static readonly Option<bool> NoReference = new("--no-reference") { Description = "Leave the project file alone." };

    /// <summary>The command.</summary>
    public static Command Create()
    {
        var command = new DocumentedCommand(
            "init",
            "Makes a project a module: writes module.json from what the project says, and adds the reference to ModuleBuild.",
            "modulebuild init src/Acme.Orders --host \"Acme.Gateway=[8.3,9.0)\" --scope gateway",
            "modulebuild init --dry-run")
        {
            Project, Force, DryRun, NoReference,
        };
        Options.AddTo(command);
        return command.Runs(Run);
    }

    private static int Run(CommandContext context)
    {
        var file = SingleProject.Find(context.Parsed.GetValue(Project), context.CurrentFolder);
        var (project, problem) = ProjectEvaluator.Create(ImmutableDictionary<string, string>.Empty)(file);
        if (project is null)
        {
            return context.Report.Write([problem!], [], null);
        }

        var manifest = project.ManifestPath;
        if (File.Exists(manifest) && !context.Parsed.GetValue(Force))
        {
            throw new UsageException($"'{ShownPaths.Shorten(manifest, context.CurrentFolder)}' is there already. Give --force to replace it.");
        }

        var content = Options.Draft(context.Parsed, project).ToBytes();
        var (reference, unusable) = context.Parsed.GetValue(NoReference) ? ([], null) : ModuleReference.Add(project);
        if (unusable is not null)
        {
            return context.Report.Write([unusable], [], null);
        }

        var before = File.Exists(manifest) ? File.ReadAllBytes(manifest) : null;
        return Make(context, project, [new FileChange(manifest, before, content), .. reference]);
    }

    private static int Make(CommandContext context, EvaluatedProject project, ImmutableArray<FileChange> changes)
    {
        if (context.Parsed.GetValue(DryRun))
        {
            Show(context, changes);
        }
        else if (AtomicFile.WriteAll(changes.Select(change => (change.Path, (ReadOnlyMemory<byte>)change.After))) is { IsEmpty: false } failures)
        {
            return context.Report.Write(failures, [], null);
        }
        else
        {
            foreach (var change in changes)
            {
                context.Messages.WriteLine($"{(change.Before is null ? "Wrote" : "Changed")} {ShownPaths.Shorten(change.Path, context.CurrentFolder)}.");
            }
        }

        var reading = ManifestReader.Read(project.ManifestPath, changes[0].After);
        var findings = ModuleValidator.Validate(project.ManifestPath, reading, project.Facts).Findings;
        return context.Report.Write(findings, [], findings.IsEmpty ? null : "Fill in what is asked for above");
    }

    private static void Show(CommandContext context, ImmutableArray<FileChange> changes)
    {
        foreach (var (path, before, after) in changes)
        {
            var name = ShownPaths.Shorten(path, context.CurrentFolder);
            context.Messages.Write(DiffText.Between(context.Terminal, name, before is null ? null : Encoding.UTF8.GetString(before), Encoding.UTF8.GetString(after)));
        }
    }
}
