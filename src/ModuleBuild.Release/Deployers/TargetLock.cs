namespace ModuleBuild.Release.Deployers;

/// <summary>Lets one process at a time change pointer and fence of a target folder. The system frees it when the process dies.</summary>
internal static class TargetLock
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(15);

    /// <summary>Waits for the lock. It is never held while packages are fetched or extracted.</summary>
    /// <param name="path">Absolute path of the file; it stays when the lock is freed.</param>
    /// <param name="clock">The time.</param>
    /// <param name="cancellation">Stops waiting.</param>
    /// <returns>What frees it.</returns>
    /// <exception cref="IOException">The file cannot be made.</exception>
    public static async Task<FileStream> TakeAsync(string path, TimeProvider clock, CancellationToken cancellation)
    {
        while (true)
        {
            cancellation.ThrowIfCancellationRequested();
            try
            {
                return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 1);
            }
            catch (IOException e) when (IsHeld(e))
            {
                await Task.Delay(Pause, clock, cancellation);
            }
        }
    }

    // EWOULDBLOCK of Linux and macOS; sharing and lock violation of Windows. A full disk or a folder in the way waits for nobody.
    private static bool IsHeld(IOException e) => e.GetType() == typeof(IOException) && (e.HResult & 0xFFFF) is 11 or 35 or 32 or 33;
}
