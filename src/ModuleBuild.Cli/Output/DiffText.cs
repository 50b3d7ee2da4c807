using System.Text;
using ModuleBuild.Core.Diagnostics;

namespace ModuleBuild.Cli.Output;

/// <summary>A unified diff as it is shown: in colours where there are any.</summary>
internal static class DiffText
{
    /// <summary>The difference of two versions of a file; empty where there is none.</summary>
    /// <param name="terminal">Where it is shown.</param>
    /// <param name="name">The file's name.</param>
    /// <param name="before">The old text; null where there is no file yet.</param>
    /// <param name="after">The new text.</param>
    public static string Between(Terminal terminal, string name, string? before, string after)
    {
        var slashed = name.Replace('\\', '/');
        var diff = UnifiedDiff.Between(before is null ? "/dev/null" : $"a/{slashed}", $"b/{slashed}", before ?? string.Empty, after).Text;
        if (!terminal.Colors)
        {
            return diff;
        }

        var painted = new StringBuilder(diff.Length * 2);
        foreach (var line in diff.TrimEnd('\n').Split('\n'))
        {
            painted.Append(Paint(terminal, line)).Append('\n');
        }

        return painted.ToString();
    }

    private static string Paint(Terminal terminal, string line) => line switch
    {
        ['+', '+', '+', ..] or ['-', '-', '-', ..] => terminal.Paint(Style.Bold, line),
        ['+', ..] => terminal.Paint(Style.Green, line),
        ['-', ..] => terminal.Paint(Style.Red, line),
        ['@', ..] => terminal.Paint(Style.Cyan, line),
        _ => line,
    };
}
