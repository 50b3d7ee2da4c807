namespace ModuleBuild.Release.Store.Git;

/// <summary>Lets one process at a time work in a folder. The system takes the lock back from a process that dies.</summary>
internal static class FolderLock
{
    private static readonly TimeSpan Turn = TimeSpan.FromMilliseconds(5);

    /// <summary>Waits for the lock.</summary>
    /// <param name="file">Path of the lock's file.</param>
    /// <param name="cancellation">Stops waiting.</param>
    /// <returns>What gives the lock back.</returns>
    /// <exception cref="UnauthorizedAccessException">The file cannot be written.</exception>
    /// <exception cref="DirectoryNotFoundException">There is no such folder.</exception>
    public static async Task<IDisposable> AcquireAsync(string file, CancellationToken cancellation)
    {
        while (true)
        {
            cancellation.ThrowIfCancellationRequested();
            try
            {
                return new FileStream(file, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, 1);
            }
            catch (IOException e) when (e is not (DirectoryNotFoundException or FileNotFoundException or PathTooLongException) && File.Exists(file))
            {
                await Task.Delay(Turn, cancellation);
            }
        }
    }

    /// <summary>Waits for the lock, where the folder can be locked at all.</summary>
    /// <param name="file">Path of the lock's file.</param>
    /// <param name="cancellation">Stops waiting.</param>
    /// <returns>What gives the lock back; null where there is none to be had.</returns>
    public static async Task<IDisposable?> TryAcquireAsync(string file, CancellationToken cancellation)
    {
        try
        {
            return await AcquireAsync(file, cancellation);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
