namespace ModuleBuild.Cli.Output;

/// <summary>Text that came with a package: it may say what it likes, but not steer a terminal.</summary>
internal static class ForeignText
{
    /// <summary>The text with LF, without control characters and without the marks that turn the direction of writing.</summary>
    /// <param name="text">The text.</param>
    public static string Of(string text) => string.Concat(text.ReplaceLineEndings("\n").Select(Show));

    /// <summary>The same on one line.</summary>
    /// <param name="text">The text.</param>
    public static string Line(string text) => Of(text).Replace('\n', ' ').Trim();

    private static char Show(char c) =>
        c is '\n' or '\t' || !(char.IsControl(c) || c is (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069')) ? c : '\uFFFD';
}
