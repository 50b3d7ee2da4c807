using System.Security.Cryptography;
using System.Text;

namespace ModuleBuild.Core.Locking;

/// <summary>
/// Lets one process at a time write the lock of a workspace. It is a file that is held open in the folder for temporary files: the
/// system lets go of it when its process ends, however that happens, so what is left over blocks nobody.
/// </summary>
internal static class WorkspaceGuard
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    /// <summary>Waits until nobody else writes.</summary>
    /// <param name="root">Absolute path of the workspace's folder.</param>
    /// <param name="cancellation">Stops waiting.</param>
    /// <returns>To be disposed of when the lock is written.</returns>
    public static async Task<IDisposable> EnterAsync(string root, CancellationToken cancellation)
    {
        var name = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Path.TrimEndingDirectorySeparator(root))).AsSpan(0, 12));
        var path = Path.Combine(Path.GetTempPath(), $"modulebuild-{name}.guard");
        while (true)
        {
            cancellation.ThrowIfCancellationRequested();
            try
            {
                return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 0);
            }
            catch (Exception e) when (e is UnauthorizedAccessException or DirectoryNotFoundException)
            {
                // Another user's, or no such folder. The lock is replaced in one step: without the guard two may do the same work twice.
                return new MemoryStream();
            }
            catch (IOException)
            {
                await Task.Delay(Pause, cancellation);
            }
        }
    }
}
