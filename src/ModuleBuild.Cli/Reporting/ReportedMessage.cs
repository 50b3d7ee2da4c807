using System.Collections.Immutable;
using ModuleBuild.Core.Diagnostics;

namespace ModuleBuild.Cli.Reporting;

/// <summary>An error or a warning as it is shown: once, however many frameworks and projects raised it.</summary>
/// <param name="Severity">How much it weighs.</param>
/// <param name="Code">Its code; empty where it has none.</param>
/// <param name="Message">What is wrong.</param>
/// <param name="Location">Where: a path below the root with <c>/</c>, or empty for none in particular.</param>
/// <param name="Projects">The projects that raised it, below the root.</param>
/// <param name="HelpLink">Address of a page that explains it, or null.</param>
internal sealed record ReportedMessage(
    Severity Severity, string Code, string Message, SourceLocation Location, ImmutableArray<string> Projects, string? HelpLink)
{
    /// <summary>Puts what a build raised together: the gravest first, then by place.</summary>
    /// <param name="messages">What it raised.</param>
    /// <param name="root">Absolute path of the root of the sources.</param>
    public static ImmutableArray<ReportedMessage> Of(IEnumerable<BuildMessage> messages, string root) =>
    [
        .. messages
            .Select(message => (Raised: message, Place: PlaceOf(message, root)))
            .GroupBy(message => (message.Raised.Code, message.Raised.Message, message.Place))
            .Select(same => new ReportedMessage(
                same.Max(one => one.Raised.Severity),
                same.Key.Code,
                same.Key.Message,
                same.Key.Place,
                [.. same.Select(one => Below(one.Raised.Project, root)).OfType<string>().Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)],
                DiagnosticCatalog.Find(same.Key.Code)?.HelpLink ?? same.Select(one => one.Raised.HelpLink).FirstOrDefault(link => link is not null)))
            .OrderByDescending(message => message.Severity)
            .ThenBy(message => message.Location.File, StringComparer.Ordinal)
            .ThenBy(message => message.Location.Line)
            .ThenBy(message => message.Location.Column)
            .ThenBy(message => message.Code, StringComparer.Ordinal)
            .ThenBy(message => message.Message, StringComparer.Ordinal),
    ];

    /// <summary>A path below the root with <c>/</c>; null where it is not below.</summary>
    /// <param name="path">Absolute path.</param>
    /// <param name="root">Absolute path of the root.</param>
    public static string? Below(string path, string root)
    {
        if (!Path.IsPathFullyQualified(path))
        {
            return null;
        }

        var relative = Path.GetRelativePath(root, path).Replace(Path.DirectorySeparatorChar, '/');
        return relative == ".." || relative.StartsWith("../", StringComparison.Ordinal) || Path.IsPathRooted(relative) ? null : relative;
    }

    // Tools name themselves ('CSC') or a file of the SDK where they mean no file of the sources: then the project is the place.
    private static SourceLocation PlaceOf(BuildMessage message, string root)
    {
        var folder = Path.GetDirectoryName(message.Project) is { Length: > 0 } own ? own : root;
        var file = message.Location.File.Length == 0 ? string.Empty : Path.GetFullPath(message.Location.File, folder);
        return file.Length > 0 && Below(file, root) is { } below && File.Exists(file)
            ? message.Location with { File = below }
            : new SourceLocation(Below(message.Project, root) ?? string.Empty);
    }
}
