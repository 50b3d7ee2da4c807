using ModuleBuild.Core.Manifest.Reading;

namespace ModuleBuild.Core.Manifest.Permissions;

/// <summary>What parsing a permission gave.</summary>
/// <param name="Permission">The permission without a reason, or null where the text is none.</param>
/// <param name="Problem">What is wrong, as the end of a sentence; null where all is well.</param>
/// <param name="Meant">The permission that was surely meant, or null.</param>
public sealed record PermissionParse(Permission? Permission, string? Problem, string? Meant);

/// <summary>
/// The grammar of permissions, <c>resource:action[:target]</c>; see <c>docs/manifest.md</c>. Only the first two colons part; a target
/// may hold more, and spaces.
/// </summary>
public static class PermissionParser
{
    private const string ActionForm = "its action must be lower-case letters, digits, '-' and '_'";

    /// <summary>Parses a permission. Never throws for what the text is.</summary>
    /// <param name="text">What was written.</param>
    public static PermissionParse Parse(string text)
    {
        var (problem, meant) = Check(text);
        if (problem is not null)
        {
            return new PermissionParse(null, problem, meant is not null && Check(meant).Problem is null ? meant : null);
        }

        var parts = text.Split(':', 3);
        return new PermissionParse(new Permission(parts[0], parts[1], parts.Length == 3 ? parts[2] : null), null, null);
    }

    private static (string? Problem, string? Meant) Check(string text)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return ("it is empty", null);
        }

        if (text.Any(char.IsControl))
        {
            return ("it holds a control character", null);
        }

        if (text.Trim() != text)
        {
            return ("it starts or ends with a blank", text.Trim());
        }

        var parts = text.Split(':', 3);
        if (parts.Length == 1)
        {
            return ("it has no ':'", null);
        }

        var target = parts.Length == 3 ? parts[2] : null;
        if (!IsWord(parts[0]))
        {
            return ("its resource must be lower-case letters, digits, '-' and '_'", Lower(parts));
        }

        if (target is not null && string.IsNullOrWhiteSpace(target))
        {
            return ("its target is empty, and without a target the last ':' goes as well", null);
        }

        return parts[0] switch
        {
            "module" => CheckModule(parts[1], target),
            _ when parts[0].StartsWith("x-", StringComparison.Ordinal) =>
                (parts[1].Length == 0 || parts[1].Any(char.IsWhiteSpace) ? "its action is empty or has a blank" : null, null),
            _ when !IsWord(parts[1]) => (ActionForm, Lower(parts)),
            _ => CheckTarget(parts[0], parts[1], target),
        };
    }

    // What a module may do to another is that module's to define; only the form is known here: module:<id>:<action>.
    private static (string? Problem, string? Meant) CheckModule(string id, string? action) => (id, action) switch
    {
        (_, null) => ("a permission on a module is module:<id>:<action>", null),
        _ when id != "*" && IdValue.ProblemOf(id) is { } problem => ($"its module id {problem}", null),
        _ when !IsWord(action) => (ActionForm, $"module:{id}:{action.ToLowerInvariant()}"),
        _ => (null, null),
    };

    private static (string? Problem, string? Meant) CheckTarget(string resource, string action, string? target)
    {
        if (target is null or "*")
        {
            return (null, null);
        }

        var (problem, meant) = resource switch
        {
            "network" => HostTarget.Check(target),
            "file" => PathTarget.Check(target),
            "environment" when target.Contains('=', StringComparison.Ordinal) =>
                ("its target is the name of a variable, without '='", null),
            _ => (null, null),
        };
        return (problem, meant is null ? null : $"{resource}:{action}:{meant}");
    }

    private static bool IsWord(string text) =>
        text.Length > 0 && char.IsAsciiLetterLower(text[0])
        && text.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c is '-' or '_');

    private static string Lower(string[] parts) =>
        string.Join(':', [parts[0].Trim().ToLowerInvariant(), parts[1].Trim().ToLowerInvariant(), .. parts[2..]]);
}
