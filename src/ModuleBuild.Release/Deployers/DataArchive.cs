using System.IO.Compression;

namespace ModuleBuild.Release.Deployers;

/// <summary>Writes what a folder holds into a zip archive. Links are never followed: what they lead to is not the folder's.</summary>
internal static class DataArchive
{
    private static readonly DateTimeOffset Earliest = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero); // what zip archives can say

    private static readonly EnumerationOptions Everything = new() { AttributesToSkip = 0, IgnoreInaccessible = false, MatchType = MatchType.Simple };

    /// <summary>Writes it to the disk, whole.</summary>
    /// <param name="folder">Absolute path of the folder.</param>
    /// <param name="file">Absolute path of the archive; what is there is replaced.</param>
    /// <param name="cancellation">Stops; then the archive is a part.</param>
    /// <returns>Relative paths of the links that were left out.</returns>
    /// <exception cref="IOException">Something cannot be read or written.</exception>
    /// <exception cref="UnauthorizedAccessException">Something must not be read or written.</exception>
    public static async Task<IReadOnlyList<string>> WriteAsync(string folder, string file, CancellationToken cancellation)
    {
        var links = new List<string>();
        await using var stream = new FileStream(file, FileMode.Create, FileAccess.Write, FileShare.Delete);
        await using (var zip = await ZipArchive.CreateAsync(stream, ZipArchiveMode.Create, leaveOpen: true, entryNameEncoding: null, cancellation))
        {
            var open = new Stack<DirectoryInfo>([new DirectoryInfo(folder)]);
            while (open.TryPop(out var next))
            {
                var all = next.GetFileSystemInfos("*", Everything);
                if (all.Length == 0 && next.FullName != folder)
                {
                    zip.CreateEntry($"{NameOf(folder, next)}/");
                }

                foreach (var one in all.OrderBy(one => one.Name, StringComparer.Ordinal))
                {
                    cancellation.ThrowIfCancellationRequested();
                    if (one.LinkTarget is not null)
                    {
                        links.Add(NameOf(folder, one));
                    }
                    else if (one is DirectoryInfo inner)
                    {
                        open.Push(inner);
                    }
                    else
                    {
                        await AddAsync(zip, (FileInfo)one, NameOf(folder, one), cancellation);
                    }
                }
            }
        }

        await stream.FlushAsync(cancellation);
        RandomAccess.FlushToDisk(stream.SafeFileHandle);
        return links;
    }

    // What has no bytes is not opened: it may be a pipe, from which nobody ever reads to the end.
    private static async Task AddAsync(ZipArchive zip, FileInfo file, string name, CancellationToken cancellation)
    {
        var entry = zip.CreateEntry(name);
        DateTimeOffset written = file.LastWriteTimeUtc;
        entry.LastWriteTime = written.Year is >= 1980 and < 2107 ? written : Earliest;
        if (!OperatingSystem.IsWindows())
        {
            entry.ExternalAttributes = (int)file.UnixFileMode << 16;
        }

        if (file.Length > 0)
        {
            await using var from = new FileStream(file.FullName, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            await using var to = await entry.OpenAsync(cancellation);
            await from.CopyToAsync(to, cancellation);
        }
    }

    private static string NameOf(string folder, FileSystemInfo one) => Path.GetRelativePath(folder, one.FullName).Replace(Path.DirectorySeparatorChar, '/');
}
