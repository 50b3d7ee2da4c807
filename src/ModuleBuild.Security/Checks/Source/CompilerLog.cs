using System.Collections.Immutable;
using System.Text.Json;
using ModuleBuild.Core.Diagnostics.Tools;

namespace ModuleBuild.Security.Checks.Source;

/// <summary>
/// What the compiler's analyzers found about security: read from the log that the compiler writes (option <c>-errorlog</c>, SARIF 2.1.0, OASIS).
/// Rules of category <c>Security</c> count, whoever ships them; the rest is a matter of style and has no place in evidence.
/// </summary>
public static class CompilerLog
{
    /// <summary>The largest log that is read, in bytes.</summary>
    public const int MaxSize = 64 * 1024 * 1024;

    private const string Category = "Security";
    private const string ShortName = "Roslyn analyzers";
    private const string Explained = "https://learn.microsoft.com/dotnet/fundamentals/code-analysis/overview";

    /// <summary>Reads a log.</summary>
    /// <param name="path">Absolute path of the file.</param>
    /// <returns>
    /// The run; null where there is no file, or where it is no such log: whatever stands in it. A build without analyzers writes a run without rules.
    /// </returns>
    public static ToolRun? ReadFile(string path)
    {
        try
        {
            using var stream = File.OpenRead(path);
            if (stream.Length > MaxSize)
            {
                return null;
            }

            var bytes = new byte[stream.Length];
            stream.ReadExactly(bytes);
            return Read(bytes);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>Reads the bytes of a log.</summary>
    /// <param name="bytes">UTF-8, with or without BOM.</param>
    public static ToolRun? Read(ReadOnlyMemory<byte> bytes)
    {
        if (bytes.Span.StartsWith("\uFEFF"u8))
        {
            bytes = bytes[3..];
        }

        try
        {
            using var document = JsonDocument.Parse(bytes);
            var log = new SarifElement(document.RootElement);
            return log["version"].Text == "2.1.0" && log["runs"].Items.FirstOrDefault() is { IsObject: true } run ? Of(run) : null;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    private static ToolRun? Of(SarifElement run)
    {
        var driver = run["tool"]["driver"];
        if (driver["name"].Text is not { Length: > 0 })
        {
            return null;
        }

        var rules = CompilerRules.Of(run).Where(rule => rule.Category == Category).ToImmutableDictionary(rule => rule.Rule.Id, rule => rule.Rule);
        return new ToolRun(
            ShortName, // the compiler gives its name in the language of the machine
            driver["semanticVersion"].Text ?? string.Empty,
            [.. rules.Values.OrderBy(rule => rule.Id, StringComparer.Ordinal)],
            [
                .. run["results"].Items
                    .Select(CompilerResults.Of)
                    .OfType<ToolResult>()
                    .Where(result => rules.ContainsKey(result.RuleId))
                    .OrderBy(result => result.Location.File, StringComparer.Ordinal)
                    .ThenBy(result => result.Location.Line)
                    .ThenBy(result => result.Location.Column)
                    .ThenBy(result => result.RuleId, StringComparer.Ordinal)
                    .ThenBy(result => result.Message, StringComparer.Ordinal),
            ])
        {
            InformationLink = Explained,
        };
    }
}
