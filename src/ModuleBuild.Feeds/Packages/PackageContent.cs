using NuGet.Common;
using NuGet.Packaging;

namespace ModuleBuild.Feeds.Packages;

/// <summary>The bytes of a package file, in memory or, where they are many, in a temporary file that is gone when this is.</summary>
internal sealed class PackageContent : IDisposable
{
    private const int MostInMemory = 16 * 1024 * 1024;

    private PackageContent(Stream stream) => Stream = stream;

    /// <summary>The bytes; whoever reads them sets the position first.</summary>
    public Stream Stream { get; }

    /// <summary>Copies a stream to its end.</summary>
    /// <param name="source">The stream.</param>
    /// <param name="received">Told how many bytes came, or null.</param>
    /// <param name="cancellation">Stops copying.</param>
    public static async Task<PackageContent> CopyAsync(Stream source, Action<int>? received, CancellationToken cancellation)
    {
        Stream target = new MemoryStream();
        try
        {
            var buffer = new byte[81920];
            for (int read; (read = await ReadAsync(source, buffer, cancellation)) > 0;)
            {
                received?.Invoke(read);
                if (target is MemoryStream && target.Length + read > MostInMemory)
                {
                    target = await MoveToFileAsync(target, cancellation);
                }

                await target.WriteAsync(buffer.AsMemory(0, read), cancellation);
            }

            return new PackageContent(target);
        }
        catch
        {
            await target.DisposeAsync();
            throw;
        }
    }

    /// <summary>Throws where a stream holds no package, as NuGet does before it keeps a file in its HTTP cache.</summary>
    /// <param name="source">The stream.</param>
    /// <exception cref="InvalidDataException">It is no archive.</exception>
    public static void Demand(Stream source)
    {
        using var reader = new PackageArchiveReader(source, leaveStreamOpen: true);
        reader.GetIdentity();
    }

    /// <inheritdoc/>
    public void Dispose() => Stream.Dispose();

    // A connection ends by a farewell or a reset: either way the answer was cut. A full disk is something else.
    private static async Task<int> ReadAsync(Stream source, byte[] buffer, CancellationToken cancellation)
    {
        try
        {
            return await source.ReadAsync(buffer, cancellation);
        }
        catch (IOException e) when (e is not HttpIOException)
        {
            throw new HttpIOException(HttpRequestError.ResponseEnded, e.Message, e);
        }
    }

    private static async Task<Stream> MoveToFileAsync(Stream memory, CancellationToken cancellation)
    {
        var folder = Directory.CreateDirectory(NuGetEnvironment.GetFolderPath(NuGetFolderPath.Temp)).FullName;
        var file = new FileStream(
            Path.Combine(folder, Path.GetRandomFileName()), FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, 4096, FileOptions.DeleteOnClose);
        memory.Position = 0;
        await memory.CopyToAsync(file, cancellation);
        await memory.DisposeAsync();
        return file;
    }
}
