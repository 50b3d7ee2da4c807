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
[JsonSourceGenerationOptions(WriteIndented = true, NewLine = "\n", PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(ExplainedCode))]
internal sealed partial class ExplainJson : JsonSerializerContext;
