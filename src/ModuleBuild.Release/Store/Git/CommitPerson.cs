using System.Globalization;
using System.Text;

namespace ModuleBuild.Release.Store.Git;

/// <summary>Who made a commit, as git writes it. The name may be any text.</summary>
internal static class CommitPerson
{
    private const int MaxLength = 200;

    /// <summary>For who gave no address: a name that no mail server has.</summary>
    private const string NoAddress = "modulebuild@invalid";

    /// <summary><c>name &lt;address&gt; seconds +0000</c>.</summary>
    /// <param name="by">The name; <c>name &lt;address&gt;</c> is understood.</param>
    /// <param name="at">When.</param>
    public static string Of(string by, DateTimeOffset at)
    {
        var (name, address) = Parts(by);
        return string.Create(CultureInfo.InvariantCulture, $"{name} <{address}> {Math.Max(0, at.ToUnixTimeSeconds())} +0000");
    }

    /// <summary>Name and address.</summary>
    /// <param name="by">The name; <c>name &lt;address&gt;</c> is understood.</param>
    public static (string Name, string Address) Parts(string by)
    {
        var text = OneLine(by);
        var start = text.IndexOf('<', StringComparison.Ordinal);
        var address = start > 0 && text.EndsWith('>') ? Plain(text[start..]).Replace(" ", string.Empty, StringComparison.Ordinal) : string.Empty;
        var name = Plain(address.Contains('@', StringComparison.Ordinal) ? text[..start] : text);
        return (name.Length == 0 ? "unknown" : name, address.Contains('@', StringComparison.Ordinal) ? address : NoAddress);
    }

    /// <summary>A text on one line, without control characters.</summary>
    /// <param name="text">Any text.</param>
    public static string OneLine(string text)
    {
        var line = new StringBuilder();
        foreach (var rune in text.EnumerateRunes().Take(MaxLength))
        {
            line.Append(Rune.IsControl(rune) || rune.Value is 0x2028 or 0x2029 ? " " : rune.ToString());
        }

        return line.ToString().Trim();
    }

    // Git cuts these off both ends of a name; angle brackets end it.
    private static string Plain(string text) =>
        text.Replace("<", string.Empty, StringComparison.Ordinal).Replace(">", string.Empty, StringComparison.Ordinal).Trim(' ', '.', ',', ':', ';', '"', '\\', '\'');
}
