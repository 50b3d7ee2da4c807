using System.CommandLine;
using System.CommandLine.Invocation;
using System.CommandLine.Parsing;
using ModuleBuild.Cli.Commands;
using ModuleBuild.Cli.Commands.Environments;
using ModuleBuild.Cli.Commands.Ledgers;
using ModuleBuild.Cli.Commands.Versions;
using ModuleBuild.Cli.Output;

namespace ModuleBuild.Cli;

/// <summary>Parses the arguments, runs one command, and turns however it ends into an exit code.</summary>
internal static class CommandLine
{
    // No response files: '@' stands between an id and a range, and a file that is not asked for by name is not read.
    private static readonly ParserConfiguration Parser = new() { ResponseFileTokenReplacer = null };

    /// <summary>Runs the program.</summary>
    /// <param name="arguments">The arguments of the process.</param>
    /// <returns>One of <see cref="ExitCode"/>.</returns>
    public static int Run(string[] arguments)
    {
        var root = CreateRoot();
        var parsed = root.Parse(arguments, Parser);
        using var terminal = Terminal.Open(parsed.GetValue(GlobalOptions.NoColor));
        using var cancellation = new ProcessCancellation();
        var configuration = new TerminalInvocation(terminal, cancellation.Token)
        {
            Output = terminal.Out,
            Error = terminal.Error,
            EnableDefaultExceptionHandler = false,
        };

        if (parsed.Action is ParseErrorAction mistakes)
        {
            return ReportMistakes(parsed, mistakes, configuration);
        }

        return Ending.Of(terminal, IsVerbose(parsed), () => parsed.Invoke(configuration));
    }

    /// <summary>The whole grammar.</summary>
    public static RootCommand CreateRoot()
    {
        var root = new RootCommand("Validates, documents and proves .NET modules. See 'modulebuild COMMAND --help'.")
        {
            InitCommand.Create(),
            ValidateCommand.Create(),
            FixCommand.Create(),
            ExplainCommand.Create(),
            SbomCommand.Create(),
            DocsCommand.Create(),
            LockCommand.Create(),
            UpdateCommand.Create(),
            OutdatedCommand.Create(),
            ChangelogCommand.Create(),
            WhyCommand.Create(),
            TreeCommand.Create(),
            ResolveCommand.Create(),
            IndexCommand.Create(),
            AnalyzeCommand.Create(),
            AuditCommand.Create(),
            AcceptCommand.Create(),
            ScoreCommand.Create(),
            PolicyCommand.Create(),
            PlanCommand.Create(),
            ReportCommand.Create(),
            EnvCommand.Create(),
            PromoteCommand.Create(),
            RollbackCommand.Create(),
            ResumeCommand.Create(),
            StatusCommand.Create(),
            QuarantineCommand.Create(),
            LedgerCommand.Create(),
            PublishCommand.Create(),
            VersionCommand.Create(),
            SchemaCommand.Create(),
            CompletionCommand.Create(),
            GlobalOptions.Format,
            GlobalOptions.NoColor,
            GlobalOptions.Verbose,
        };
        ExampleHelp.AddTo(root);
        root.Options.OfType<VersionOption>().Single().Action = new VersionAction();
        return root;
    }

    private static int ReportMistakes(ParseResult parsed, ParseErrorAction mistakes, InvocationConfiguration configuration)
    {
        ArgumentResult[] missing = [.. parsed.Errors.Select(error => error.SymbolResult).OfType<ArgumentResult>().Where(result => result.Tokens.Count == 0)];
        if (missing.Length > 0)
        {
            WriteMissing(parsed, missing, configuration.Error);
        }
        else
        {
            mistakes.ShowHelp = false;
            configuration.Output = configuration.Error;
            parsed.Invoke(configuration);
        }

        configuration.Error.WriteLine($"See 'modulebuild{WordsOf(parsed.CommandResult.Command)} --help'.");
        return ExitCode.Usage;
    }

    private static void WriteMissing(ParseResult parsed, ArgumentResult[] missing, TextWriter error)
    {
        foreach (var result in missing)
        {
            error.WriteLine($"{result.Argument.Name} is missing: {result.Argument.Description}");
        }

        foreach (var other in parsed.Errors.Where(other => !missing.Contains(other.SymbolResult)))
        {
            error.WriteLine(other.Message);
        }

        // 'promote --module A dev staging' are three modules.
        foreach (var option in parsed.CommandResult.Children.OfType<OptionResult>().Where(option => option.Tokens.Count > 1))
        {
            error.WriteLine($"{option.Option.Name} took {string.Join(", ", option.Tokens.Select(token => $"'{token.Value}'"))}; write arguments before it.");
        }
    }

    // With all commands above it, each after a space.
    private static string WordsOf(Command command) =>
        command is RootCommand ? string.Empty : string.Concat(command.Parents.OfType<Command>().Select(WordsOf)) + " " + command.Name;

    private static bool IsVerbose(ParseResult parsed) =>
        parsed.GetValue(GlobalOptions.Verbose) || Environment.GetEnvironmentVariable("MODULEBUILD_DEBUG") is { Length: > 0 };
}
