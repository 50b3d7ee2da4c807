using System.CommandLine;
using System.Text.Json;
using ModuleBuild.Cli.Explain;
using ModuleBuild.Cli.Output;
using ModuleBuild.Core.Diagnostics;

namespace ModuleBuild.Cli.Commands;

/// <summary><c>modulebuild explain CODE</c>: the page of a code, offline.</summary>
internal static class ExplainCommand
{
    /// <summary>The command.</summary>
    public static Command Create()
    {
        var code = new Argument<string?>("code")
        {
            Description = "A code such as MB0004. Without one, all codes are listed.",
            HelpName = "CODE",
            Arity = ArgumentArity.ZeroOrOne,
        };
        code.CompletionSources.Add(_ => DiagnosticCatalog.All.Select(descriptor => descriptor.Code));
        return new DocumentedCommand(
            "explain",
            "Explains a code: what it means, why it is checked, how to mend it.",
            "modulebuild explain MB0004",
            "modulebuild explain") { code }.Runs(context =>
            context.Parsed.GetValue(code) is { } given ? Explain(context, given) : List(context));
    }

    private static int List(CommandContext context)
    {
        foreach (var descriptor in DiagnosticCatalog.All)
        {
            context.Terminal.Out.WriteLine($"{context.Terminal.Paint(Style.Bold, descriptor.Code)}  {SeverityName(descriptor),-7}  {descriptor.Title}");
        }

        return ExitCode.Success;
    }

    private static int Explain(CommandContext context, string code)
    {
        if (DiagnosticCatalog.Find(code) is not { } descriptor)
        {
            var nearest = Spelling.Nearest(code, DiagnosticCatalog.All.Select(known => known.Code));
            throw new UsageException(
                $"There is no code '{code}'. {(nearest is null ? "'modulebuild explain' lists all." : $"Did you mean '{nearest}'? 'modulebuild explain' lists all.")}");
        }

        var page = CodePage.Find(descriptor.Code)?.Text ?? $"# {descriptor.Code}: {descriptor.Title}\n\n{descriptor.MessageFormat}\n";
        context.Terminal.Out.Write(context.Format == OutputFormat.Json
            ? JsonSerializer.Serialize(PageOf(descriptor, page), ExplainJson.Readable.ExplainedCode) + "\n"
            : new MarkdownText(context.Terminal).Render(page));
        return ExitCode.Success;
    }

    private static ExplainedCode PageOf(DiagnosticDescriptor descriptor, string page) =>
        new(descriptor.Code, descriptor.Title, SeverityName(descriptor), descriptor.HelpLink, page);

    private static string SeverityName(DiagnosticDescriptor descriptor) => descriptor.DefaultSeverity switch
    {
        Severity.Error => "error",
        Severity.Warning => "warning",
        _ => "note",
    };
}
