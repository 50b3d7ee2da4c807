using System.Text.RegularExpressions;

namespace ModuleBuild.Core.Diagnostics;

/// <summary>What the fields of a baseline's entries may hold; null where a text is right.</summary>
internal static partial class BaselineFields
{
    public static string? ProblemOfCode(string text) => Code().IsMatch(text) ? null : "a code such as \"MB0004\"";

    public static string? ProblemOfFile(string text) =>
        Drive().IsMatch(text) || text.AsSpan().ContainsAny('\\', '\0') || text.Split('/').SkipWhile(name => name == "..").ToList() is not { Count: > 0 } names
        || names.Any(name => name is "" or "." or "..")
            ? "a path relative to the baseline's folder, with '/' between names"
            : null;

    public static string? ProblemOfSubject(string text) =>
        text.Length == 0 || (text.Trim() == text && !text.Any(char.IsControl))
            ? null
            : "a JSON Pointer such as \"/host/Acme.Gateway\", a name such as \"Acme.Http network:connect:*\", or nothing";

    [GeneratedRegex("^MB[0-9]{4}\\z", RegexOptions.CultureInvariant)]
    private static partial Regex Code();

    [GeneratedRegex("^[A-Za-z]:", RegexOptions.CultureInvariant)]
    private static partial Regex Drive();
}
