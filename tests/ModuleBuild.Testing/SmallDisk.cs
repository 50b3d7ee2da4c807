using System.ComponentModel;

namespace ModuleBuild.Testing;

/// <summary>A disk so small that a test can fill it: a tmpfs of its own. Needs Linux and the right to mount.</summary>
public sealed class SmallDisk : IAsyncDisposable
{
    private readonly TemporaryFolder _folder;

    private SmallDisk(TemporaryFolder folder) => _folder = folder;

    /// <summary>Absolute path of its root.</summary>
    public string Path => _folder.Path;

    /// <summary>Mounts a disk.</summary>
    /// <param name="kibibytes">Its size; a multiple of the page size, 4.</param>
    /// <returns>The disk, or null with the reason for which there is none.</returns>
    public static async Task<(SmallDisk? Disk, string Reason)> MountAsync(int kibibytes)
    {
        if (!OperatingSystem.IsLinux())
        {
            return (null, "A disk of a chosen size can be had on Linux only.");
        }

        var folder = new TemporaryFolder("disk");
        var size = FormattableString.Invariant($"size={kibibytes}k,mode=0777");
        foreach (var command in new[] { new[] { "mount" }, ["sudo", "-n", "mount"] })
        {
            if (await RunAsync([.. command, "-t", "tmpfs", "-o", size, "tmpfs", folder.Path]) == 0)
            {
                return (new SmallDisk(folder), string.Empty);
            }
        }

        folder.Dispose();
        return (null, "This user may not mount a disk.");
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        foreach (var command in new[] { new[] { "umount" }, ["sudo", "-n", "umount"] })
        {
            if (await RunAsync([.. command, Path]) == 0)
            {
                break;
            }
        }

        _folder.Dispose();
    }

    private static async Task<int> RunAsync(string[] command)
    {
        try
        {
            return (await ChildProcess.RunAsync(command[0], command[1..], System.IO.Path.GetTempPath())).ExitCode;
        }
        catch (Win32Exception)
        {
            return -1; // not installed
        }
    }
}
