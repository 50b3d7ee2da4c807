using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using ModuleBuild.Core.Files;

namespace ModuleBuild.Cli.Release;

/// <summary>
/// Names of processes that work at operations: machine, where process ids count, process id and start, parted by <c>/</c>. Where ids count is told by
/// the start of the system and by the namespace of processes: a name of a machine is that of many containers and clones as well.
/// </summary>
internal static class WorkerName
{
    private const string Unknown = "-";

    private static readonly string Home = HomeOfThisProcess();

    /// <summary>The name of this process, which no other has.</summary>
    public static string OfThisProcess()
    {
        using var process = Process.GetCurrentProcess();
        return string.Create(CultureInfo.InvariantCulture, $"{Environment.MachineName}/{Home}/{process.Id}/{process.StartTime.ToUniversalTime().Ticks:x}");
    }

    /// <summary>
    /// Whether a process is known to have ended: its id counts where that of this process does, and nobody has it. When one started is not compared,
    /// since that is told by the clock, which may have been set since. Where it is not known where ids count, nothing is known.
    /// </summary>
    /// <param name="name">Its name.</param>
    public static bool IsGone(string name)
    {
        if (name.Split('/') is not [var machine, var home, var number, _] || machine != Environment.MachineName || home != Home || home == Unknown
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

    // Linux only: https://man7.org/linux/man-pages/man7/pid_namespaces.7.html. A namespace's number may come again, but only when all of its processes have ended.
    private static string HomeOfThisProcess()
    {
        try
        {
            var boot = OperatingSystem.IsLinux() ? File.ReadAllText("/proc/sys/kernel/random/boot_id").Trim() : string.Empty;
            var processes = boot.Length > 0 ? new FileInfo("/proc/self/ns/pid").LinkTarget : null;
            return string.IsNullOrEmpty(processes) ? Unknown : Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{boot} {processes}")))[..16];
        }
        catch (Exception e) when (NamedFile.IsFileProblem(e))
        {
            return Unknown;
        }
    }
}
