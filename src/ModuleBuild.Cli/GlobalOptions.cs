using System.CommandLine;
using System.CommandLine.Parsing;
using ModuleBuild.Cli.Output;

namespace ModuleBuild.Cli;

/// <summary>Options of every command.</summary>
internal static class GlobalOptions
{
    /// <summary><c>--format</c>.</summary>
    public static readonly Option<OutputFormat> Format = new("--format")
    {
        Description = "How findings are written: text, json, sarif or github.",
        HelpName = "text|json|sarif|github",
        Recursive = true,
        CustomParser = ParseFormat,
        CompletionSources = { "text", "json", "sarif", "github" },
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
        Description = "More of what is done, and the full trace of a bug.",
        Recursive = true,
    };

    private static OutputFormat ParseFormat(ArgumentResult result)
    {
        var word = result.Tokens is [var token] ? token.Value : string.Empty;
        OutputFormat? format = word switch
        {
            "text" => OutputFormat.Text,
            "json" => OutputFormat.Json,
            "sarif" => OutputFormat.Sarif,
            "github" => OutputFormat.GitHub,
            _ => null,
        };
        if (format is null)
        {
            result.AddError($"Format '{word}' is not known. Use text, json, sarif or github.");
        }

        return format ?? OutputFormat.Text;
    }
}
