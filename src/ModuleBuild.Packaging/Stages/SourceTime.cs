using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;

namespace ModuleBuild.Packaging.Stages;

/// <summary>
/// The time of the sources: what a reproducible output carries instead of the time of the build. Asks git, which is the only
/// program that this room starts.
/// </summary>
public static class SourceTime
{
    private static readonly TimeSpan GitLimit = TimeSpan.FromSeconds(10);

    /// <summary>Finds the time.</summary>
    /// <param name="sourceDateEpoch">
    /// SOURCE_DATE_EPOCH: seconds since 1970, or null or empty. See https://reproducible-builds.org/specs/source-date-epoch/.
    /// </param>
    /// <param name="folder">A folder of the sources; the last commit of its repository counts.</param>
    /// <returns>The time in UTC, or null and why it is unknown.</returns>
    public static (DateTimeOffset? Time, string? Problem) Find(string? sourceDateEpoch, string folder)
    {
        if (!string.IsNullOrWhiteSpace(sourceDateEpoch))
        {
            return Parse(sourceDateEpoch) is { } given
                ? (given, null)
                : (null, $"SOURCE_DATE_EPOCH is '{sourceDateEpoch}', which is not a number of seconds since 1970");
        }

        return AskGit(folder) is { } text && Parse(text) is { } committed
            ? (committed, null)
            : (null, "there is no commit to take it from");
    }

    private static DateTimeOffset? Parse(string seconds) =>
        long.TryParse(seconds, NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value <= 253402300799
            ? DateTimeOffset.FromUnixTimeSeconds(value)
            : null;

    private static string? AskGit(string folder)
    {
        var start = new ProcessStartInfo("git", ["-C", folder, "log", "-1", "--format=%ct"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
            CreateNoWindow = true,
        };
        try
        {
            using var git = Process.Start(start)!;
            git.ErrorDataReceived += static (_, _) => { };
            git.BeginErrorReadLine();
            var output = git.StandardOutput.ReadToEndAsync();
            if (!git.WaitForExit(GitLimit))
            {
                git.Kill(entireProcessTree: true);
                return null;
            }

            git.WaitForExit();
            return git.ExitCode == 0 ? output.GetAwaiter().GetResult().Trim() : null;
        }
        catch (Win32Exception)
        {
            return null; // git is not installed
        }
    }
}
