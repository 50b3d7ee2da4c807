using System.Diagnostics;
using System.Globalization;

namespace ModuleBuild.Cli.Release;

/// <summary>Names of processes that work at operations: machine, process id and start, parted by <c>/</c>.</summary>
internal static class WorkerName
{
    /// <summary>The name of this process, which no other has.</summary>
    public static string OfThisProcess()
    {
        using var process = Process.GetCurrentProcess();
        return string.Create(CultureInfo.InvariantCulture, $"{Environment.MachineName}/{process.Id}/{process.StartTime.ToUniversalTime().Ticks:x}");
    }

    /// <summary>
    /// Whether a process is known to have ended: it was one of this machine, and there is none with its id. When one started is not compared, since that
    /// is told by the clock, which may have been set since.
    /// </summary>
    /// <param name="name">Its name.</param>
    public static bool IsGone(string name)
    {
        if (name.Split('/') is not [var machine, var number, _] || machine != Environment.MachineName
            || !int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var id))
        {
            return false;
        }

        try
        {
            using var process = Process.GetProcessById(id);
            return process.HasExited;
        }
        catch (ArgumentException)
        {
            return true;
        }
        catch (Exception e) when (e is InvalidOperationException or System.ComponentModel.Win32Exception)
        {
            return false; // it is there, and somebody else's
        }
    }
}
