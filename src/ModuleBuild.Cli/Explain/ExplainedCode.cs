using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace ModuleBuild.Cli.Explain;

/// <summary>A code as <c>modulebuild explain --format json</c> prints it.</summary>
/// <param name="Code">The code.</param>
/// <param name="Title">A few words.</param>
/// <param name="Severity">The default severity.</param>
/// <param name="HelpLink">The page's address.</param>
/// <param name="Page">The page as Markdown.</param>
internal sealed record ExplainedCode(string Code, string Title, string Severity, string HelpLink, string Page);

/// <summary>How it is written.</summary>
[JsonSerializable(typeof(ExplainedCode))]
internal sealed partial class ExplainJson : JsonSerializerContext
{
    /// <summary>Quotes and angle brackets as they are: this is read by programs and people, never by a browser.</summary>
    public static ExplainJson Readable { get; } = new(new JsonSerializerOptions
    {
        WriteIndented = true,
        NewLine = "\n",
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });
}
