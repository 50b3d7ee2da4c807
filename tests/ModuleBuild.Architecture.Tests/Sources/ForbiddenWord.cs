using System.Text.RegularExpressions;

namespace ModuleBuild.Architecture.Tests.Sources;

/// <summary>Words that code must not hold. A scan of text, comments left out: enough for what has one spelling.</summary>
/// <param name="Pattern">A regular expression.</param>
/// <param name="Reason">Why not, and what to do instead.</param>
public sealed record ForbiddenWord(string Pattern, string Reason)
{
    public IEnumerable<string> In(string path, IEnumerable<string> lines) =>
        from line in lines.Select((text, index) => (Text: WithoutComment(text), Number: index + 1))
        let match = Regex.Match(line.Text, Pattern, RegexOptions.CultureInvariant)
        where match.Success
        select FormattableString.Invariant($"{path}({line.Number}): '{match.Value}': {Reason}");

    private static string WithoutComment(string line) => Regex.Replace(line, @"^\s*//.*$|\s//\s.*$", string.Empty, RegexOptions.CultureInvariant);
}
