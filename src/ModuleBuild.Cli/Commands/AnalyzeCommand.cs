using System.CommandLine;
using System.CommandLine.Parsing;
using ModuleBuild.Cli.Analysis;
using ModuleBuild.Cli.Output;
using ModuleBuild.Core.Diagnostics;
using ModuleBuild.Security.Capabilities;

namespace ModuleBuild.Cli.Commands;

/// <summary><c>modulebuild analyze</c>: what compiled code can do, with the way there.</summary>
internal static class AnalyzeCommand
{
    private static readonly Argument<string?> Target = ModuleArguments.Target(
        "An assembly, a .nupkg, a project that was built, or a folder of assemblies. Default: the current folder.");

    private static readonly Option<string?> Entry = new("--entry")
    {
        Description = "Start from the methods of this type only, and take all that runs to be known.",
        HelpName = "TYPE",
    };

    private static readonly Option<string[]> Diff = new("--diff")
    {
        Description = "What the second newly reaches, and no longer reaches; a capabilities.json is taken, too.",
        HelpName = "OLD NEW",
        Arity = new ArgumentArity(0, 2), // how many there are is told in words of our own
        AllowMultipleArgumentsPerToken = true,
        Validators = { RejectOtherThanTwo },
    };

    private static readonly Option<bool> Json = new("--json") { Description = "One JSON object: what each type and method reaches, with the ways." };

    private static readonly Option<string[]> Properties = ModuleArguments.Properties();

    /// <summary>The command.</summary>
    public static Command Create() =>
        new DocumentedCommand(
            "analyze",
            "Says what compiled code can do: connect, start programs, read files …, through which package, by which calls. Nothing is run.",
            "modulebuild analyze bin/Release/net10.0/Acme.Orders.dll",
            "modulebuild analyze Acme.Orders.1.3.0.nupkg --json",
            "modulebuild analyze Acme.Orders.dll --entry Acme.Orders.Importer",
            "modulebuild analyze --diff Acme.Orders.1.2.0.nupkg Acme.Orders.1.3.0.nupkg")
        {
            Target, Entry, Diff, Json, Properties,
        }.Runs(Run);

    private static int Run(CommandContext context)
    {
        var properties = ModuleArguments.ToProperties(context.Parsed.GetValue(Properties) ?? []);
        var target = new AnalysisTarget(context.CurrentFolder, properties, context.Cancellation);
        var entry = context.Parsed.GetValue(Entry);
        if (context.Parsed.GetValue(Diff) is [var before, var after])
        {
            return Compare(context, CapabilityDifference.Of(
                target.Analyze(before, entry, withEntries: false).Report, target.Analyze(after, entry, withEntries: false).Report), after);
        }

        var path = context.Parsed.GetValue(Target);
        var isJson = context.Parsed.GetValue(Json);
        var result = target.Analyze(path, entry, withEntries: isJson);
        if (isJson)
        {
            context.Terminal.Out.Write(AnalysisJson.Of(result));
            return ExitCode.Success;
        }

        if (context.Format == OutputFormat.Text)
        {
            new AnalysisText(context.Terminal).Write(result);
            return ExitCode.Success;
        }

        return context.Report.Write([.. CapabilityFindings.Unknown(result.Report, new SourceLocation(path ?? "."))], [], null);
    }

    private static void RejectOtherThanTwo(OptionResult result)
    {
        if (result.Tokens.Count != 2)
        {
            result.AddError($"'--diff' compares two, the older and the newer one, and there {(result.Tokens.Count == 1 ? "is only one" : "is none")}: --diff OLD NEW.");
        }
        else if (result.Parent is CommandResult command && command.GetResult(Target) is { Tokens.Count: > 0 } target)
        {
            result.AddError($"'--diff' compares two, and '{target.Tokens[0].Value}' is one too many.");
        }
    }

    private static int Compare(CommandContext context, CapabilityDifference difference, string after)
    {
        var findings = CapabilityFindings.Of(difference, new SourceLocation(after));
        if (context.Parsed.GetValue(Json))
        {
            context.Terminal.Out.Write(AnalysisJson.Of(difference));
        }
        else if (context.Format == OutputFormat.Text)
        {
            new AnalysisText(context.Terminal).Write(difference);
        }
        else
        {
            return context.Report.Write(findings, [], null);
        }

        return findings.IsEmpty ? ExitCode.Success : ExitCode.Findings;
    }
}
