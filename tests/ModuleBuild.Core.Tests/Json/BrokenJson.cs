using System.Text;
using ModuleBuild.Core.Diagnostics;
using ModuleBuild.Core.Manifest;

namespace ModuleBuild.Core.Tests.Json;

/// <summary>What is said about the text of a file, apart from what it means.</summary>
internal static class BrokenJson
{
    private static readonly string[] Codes = ["MB0002", "MB0021", "MB0026"];

    public static IReadOnlyList<Finding> Findings(byte[] bytes) =>
        [.. ManifestReader.Read("module.json", bytes).Findings.Where(finding => Codes.Contains(finding.Code))];

    /// <summary>Each finding as <c>line,column message</c>, without the words that all of MB0002 share.</summary>
    public static string[] Say(byte[] bytes) => [.. Findings(bytes).Select(finding =>
        FormattableString.Invariant($"{finding.Location.Line},{finding.Location.Column} {finding.Message.Replace("Not valid JSON: ", "", StringComparison.Ordinal)}"))];

    public static string[] Say(string text) => Say(Encoding.UTF8.GetBytes(text));

    /// <summary>The text after all fixes were applied, until none is left.</summary>
    public static string Fix(string text) => Encoding.UTF8.GetString(Fix(Encoding.UTF8.GetBytes(text)));

    public static byte[] Fix(byte[] bytes)
    {
        for (var round = 0; round < 10 && Findings(bytes).Any(finding => finding.Fix is not null); round++)
        {
            bytes = FixApplier.Apply(bytes, Findings(bytes)).Content;
        }

        return bytes;
    }
}
