using System.CommandLine;
using ModuleBuild.Cli.Output;

namespace ModuleBuild.Cli;

/// <summary>Options of every command.</summary>
internal static class GlobalOptions
{
    /// <summary><c>--format</c>.</summary>
    public static readonly Option<string> Format = new("--format")
    {
        Description = "How findings are written.",
        HelpName = "text|json|sarif|github",
        Recursive = true,
        CompletionSources = { "text", "json", "sarif", "github" },
        Validators =
        {
            result =>
            {
                if (result.Tokens is [var token] && Read(token.Value) is null)
                {
                    result.AddError($"Format '{token.Value}' is not known. Use text, json, sarif or github.");
                }
            },
        },
    };

    /// <summary><c>--no-color</c>.</summary>
    public static readonly Option<bool> NoColor = new("--no-color")
    {
        Description = "No colours. The same as setting NO_COLOR.",
        Recursive = true,
    };

    /// <summary><c>--verbose</c>.</summary>
    public static readonly Option<bool> Verbose = new("--verbose")
    {
        Description = "The full trace of a bug.",
        Recursive = true,
    };

    /// <summary>The format that was asked for; text where none was.</summary>
    /// <param name="parsed">The parsed arguments, without mistakes.</param>
    public static OutputFormat FormatOf(ParseResult parsed) => Read(parsed.GetValue(Format)) ?? OutputFormat.Text;

    private static OutputFormat? Read(string? word) => word switch
    {
        "text" => OutputFormat.Text,
        "json" => OutputFormat.Json,
        "sarif" => OutputFormat.Sarif,
        "github" => OutputFormat.GitHub,
        _ => null,
    };
}
