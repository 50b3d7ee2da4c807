using System.Collections.Immutable;
using System.CommandLine;
using System.Text;
using ModuleBuild.Cli.Fixing;
using ModuleBuild.Cli.Output;
using ModuleBuild.Cli.Projects;
using ModuleBuild.Cli.Validation;
using ModuleBuild.Core.Diagnostics;
using ModuleBuild.Core.Files;

namespace ModuleBuild.Cli.Commands;

/// <summary><c>modulebuild fix</c>: gives the one safe answer wherever there is one.</summary>
internal static class FixCommand
{
    private static readonly Option<bool> DryRun = new("--dry-run") { Description = "Write nothing; show what would change." };

    /// <summary>The command.</summary>
    public static Command Create()
    {
        var paths = ModuleArguments.Paths();
        var properties = ModuleArguments.Properties();
        return new DocumentedCommand(
            "fix",
            "Mends what has one safe answer, and reports what remains.",
            "modulebuild fix",
            "modulebuild fix src/Acme.Orders/module.json --dry-run") { paths, DryRun, properties }.Runs(context =>
        {
            var inputs = ModuleInputs.Find(context.Parsed.GetValue(paths) ?? [], context.CurrentFolder);
            var values = ModuleArguments.ToProperties(context.Parsed.GetValue(properties) ?? []);
            var modules = ModuleValidations.Run(inputs, values, context.Terminal, context.Cancellation);
            return Fix(context, modules);
        });
    }

    private static int Fix(CommandContext context, ImmutableArray<ValidatedModule> modules)
    {
        var failures = new List<Finding>();
        var remaining = ImmutableArray.CreateBuilder<ValidatedModule>();
        var mended = 0;
        foreach (var module in modules)
        {
            context.Cancellation.ThrowIfCancellationRequested();
            if (module.Validation is null)
            {
                remaining.Add(module);
                continue;
            }

            var (result, failure) = Fix(context, module);
            failures.AddRange(failure is null ? [] : [failure]);
            mended += failure is null ? result.Applied.Length : 0;
            remaining.Add(failure is null ? module with { Findings = result.Remaining } : module);
        }

        var left = Baselines.Apply(remaining.ToImmutable());
        var verb = context.Parsed.GetValue(DryRun) ? "Would mend" : "Mended";
        var subject = $"{verb} {FindingSummary.Count(mended, "finding")} in {FindingSummary.Count(modules.Length, "manifest")}; remaining";
        return context.Report.Write([.. failures, .. left.Findings], left.Accepted, subject);
    }

    // What somebody else wrote meanwhile, an editor or another run, is judged anew.
    private static (FixedManifest Result, Finding? Failure) Fix(CommandContext context, ValidatedModule module)
    {
        while (true)
        {
            context.Cancellation.ThrowIfCancellationRequested();
            var result = ManifestFixes.Apply(module.ManifestPath, module.Project);
            var failure = Write(context, module.ManifestPath, result, out var overtaken);
            if (!overtaken)
            {
                return (result, failure);
            }
        }
    }

    private static Finding? Write(CommandContext context, string path, FixedManifest result, out bool overtaken)
    {
        overtaken = false;
        if (result.Applied.IsEmpty)
        {
            return null;
        }

        var shown = ShownPaths.Shorten(path, context.CurrentFolder);
        if (context.Parsed.GetValue(DryRun))
        {
            context.Messages.Write(DiffText.Between(context.Terminal, shown, Decode(result.Before), Decode(result.After)));
        }
        else
        {
            var failure = AtomicFile.Replace(path, result.Before.Span, result.After.Span, out overtaken);
            if (failure is not null || overtaken)
            {
                return failure;
            }
        }

        foreach (var finding in result.Applied)
        {
            context.Messages.WriteLine($"{finding.Location with { File = ShownPaths.Shorten(finding.Location.File, context.CurrentFolder) }}: {finding.Code}: {finding.Fix!.Title}");
        }

        return null;
    }

    // Only for the eye: a file in UTF-16 is shown as the text that it holds.
    private static string Decode(ReadOnlyMemory<byte> bytes)
    {
        using var reader = new StreamReader(new MemoryStream(bytes.ToArray()), Encoding.UTF8, detectEncodingFromByteOrderMarks: true);
        return reader.ReadToEnd();
    }
}
