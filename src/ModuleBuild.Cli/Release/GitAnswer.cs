using System.Diagnostics;

namespace ModuleBuild.Cli.Release;

/// <summary>Asks the git of this machine about the workspace's own repository.</summary>
internal static class GitAnswer
{
    /// <summary>What git prints, without line ends around it.</summary>
    /// <param name="folder">The folder in which it is asked.</param>
    /// <param name="cancellation">Stops waiting.</param>
    /// <param name="arguments">What it is asked.</param>
    /// <returns>Null where it fails, or is not there.</returns>
    public static async Task<string?> OfAsync(string folder, CancellationToken cancellation, params string[] arguments)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo("git", arguments)
            {
                WorkingDirectory = folder,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
                RedirectStandardInput = true,
                UseShellExecute = false,
            })!;
            process.ErrorDataReceived += (_, _) => { };
            process.BeginErrorReadLine();
            var text = await process.StandardOutput.ReadToEndAsync(cancellation);
            await process.WaitForExitAsync(cancellation);
            return process.ExitCode == 0 ? text.Trim() : null;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return null; // no git: the store says so, in its own words
        }
    }
}
