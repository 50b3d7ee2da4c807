using System.Text;

namespace ModuleBuild.Release.Store.Git;

/// <summary>What a call of git left behind.</summary>
/// <param name="ExitCode">Its exit code; see <see cref="NotStarted"/> and <see cref="TimedOut"/>.</param>
/// <param name="Output">Standard output.</param>
/// <param name="Error">Standard error.</param>
internal sealed record GitResult(int ExitCode, byte[] Output, string Error)
{
    /// <summary>Git could not be started at all.</summary>
    public const int NotStarted = -1;

    /// <summary>It took too long, and was killed.</summary>
    public const int TimedOut = -2;

    /// <summary>Whether it succeeded.</summary>
    public bool IsSuccess => ExitCode == 0;

    /// <summary>Standard output as text, without white space at its ends.</summary>
    public string Text => Encoding.UTF8.GetString(Output).Trim();

    /// <summary>Lines of standard output.</summary>
    public IEnumerable<string> Lines => Text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}
