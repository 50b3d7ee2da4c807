using ModuleBuild.Core.Files;

namespace ModuleBuild.Core.Workspaces;

/// <summary>
/// How a project names a file, as far as its text tells without MSBuild: the file itself, a folder with all below it, or only how its path
/// ends, where a property stands before that. It errs to the side of matching too much.
/// </summary>
public sealed record PathMention
{
    private const int LongestPath = 4096;

    private static readonly char[] Wildcards = ['*', '?'];

    private readonly string _text;
    private readonly Form _form;

    private PathMention(Form form, string text) => (_form, _text) = (form, text);

    private enum Form
    {
        /// <summary>This file.</summary>
        File,

        /// <summary>All below this folder.</summary>
        Below,

        /// <summary>Whatever ends like this.</summary>
        Ending,

        /// <summary>Whatever has this folder in its path.</summary>
        Within,
    }

    /// <summary>The file that is named, where nothing is open; or null.</summary>
    public string? File => _form == Form.File ? _text : null;

    /// <summary>The name of the file, where only that and what stands before it is known; or null.</summary>
    public string? Name => _form is Form.File or Form.Ending ? _text[(_text.LastIndexOf('/') + 1)..] : null;

    /// <summary>Reads one path, as it stands in an attribute or an element of MSBuild.</summary>
    /// <param name="text">The text, without <c>;</c>.</param>
    /// <param name="from">Absolute path of the folder from which relative ones start.</param>
    /// <param name="known">What properties stand for; names without regard to case.</param>
    /// <returns>Null where the text tells nothing of the path.</returns>
    public static PathMention? Parse(string text, string from, IReadOnlyDictionary<string, string> known)
    {
        var path = Replace(text.Trim(), known).Replace('\\', '/');
        var open = path.LastIndexOf(')');
        var isOpen = path.Contains("$(", StringComparison.Ordinal) && open >= 0;
        var tail = isOpen ? path[(open + 1)..] : path;
        if (tail.Length is 0 or > LongestPath || tail.AsSpan().ContainsAny("@%\0"))
        {
            return null;
        }

        var wildcard = tail.IndexOfAny(Wildcards);
        var fixedPart = wildcard < 0 ? tail : tail[..(tail.LastIndexOf('/', wildcard) + 1)];
        return (isOpen, wildcard >= 0) switch
        {
            (false, false) => new PathMention(Form.File, Absolute(fixedPart, from)),
            (false, true) => new PathMention(Form.Below, Folder(Absolute(fixedPart, from))),
            (true, false) => Open(Form.Ending, fixedPart),
            (true, true) => Open(Form.Within, fixedPart),
        };
    }

    /// <summary>Whether a path may be meant.</summary>
    /// <param name="path">Absolute, with <c>/</c>.</param>
    public bool Matches(string path) => _form switch
    {
        Form.File => path.Equals(_text, PathComparison.Comparison),
        Form.Below => path.StartsWith(_text, PathComparison.Comparison),
        Form.Ending => path.EndsWith(_text, PathComparison.Comparison),
        _ => path.Contains(_text, PathComparison.Comparison),
    };

    // "$(Root)../shared/x.cs": what is climbed from is not known either.
    private static PathMention? Open(Form form, string tail)
    {
        var segments = tail.Split('/', StringSplitOptions.RemoveEmptyEntries).SkipWhile(segment => segment is "." or "..").ToArray();
        return segments.Length == 0 || segments.Contains("..") ? null
            : new PathMention(form, "/" + string.Join('/', segments) + (form == Form.Within ? "/" : string.Empty));
    }

    private static string Absolute(string path, string from) => Path.GetFullPath(path.Length == 0 ? "." : path, from).Replace('\\', '/');

    private static string Folder(string path) => path.EndsWith('/') ? path : path + "/";

    private static string Replace(string text, IReadOnlyDictionary<string, string> known)
    {
        foreach (var (name, value) in known)
        {
            text = text.Replace($"$({name})", value, StringComparison.OrdinalIgnoreCase);
        }

        return text;
    }
}
