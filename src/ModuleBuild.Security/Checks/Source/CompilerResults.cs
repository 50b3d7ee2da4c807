using ModuleBuild.Core.Diagnostics;
using ModuleBuild.Core.Diagnostics.Tools;

namespace ModuleBuild.Security.Checks.Source;

/// <summary>The results of a compiler's log.</summary>
internal static class CompilerResults
{
    public static ToolResult? Of(SarifElement result)
    {
        if (result["ruleId"].Text is not { Length: > 0 } id)
        {
            return null;
        }

        var place = result["locations"].Items.FirstOrDefault()["physicalLocation"];
        var suppression = result["suppressions"].Items.FirstOrDefault();
        return new ToolResult(id, CompilerRules.Of(result["level"].Text), result["message"]["text"].Text ?? id, At(place))
        {
            IsSuppressed = suppression.IsObject,
            Justification = suppression["justification"].Text is { Length: > 0 } reason ? reason : null,
        };
    }

    private static SourceLocation At(SarifElement place) =>
        place["artifactLocation"]["uri"].Text is { Length: > 0 } address
            ? new SourceLocation(PathOf(address), place["region"]["startLine"].Number, place["region"]["startColumn"].Number)
            : SourceLocation.None;

    // The compiler writes absolute addresses; what it cannot write as one, it writes as it is.
    private static string PathOf(string address) =>
        Uri.TryCreate(address, UriKind.Absolute, out var uri) && uri.IsFile ? uri.LocalPath : Uri.UnescapeDataString(address);
}
