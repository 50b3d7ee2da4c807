using System.Collections.Immutable;
using System.IO.Compression;
using System.Security.Cryptography;
using ModuleBuild.Release.Model;

namespace ModuleBuild.Release.Deployers;

/// <summary>
/// Extracts a package into a folder of its own and gives that its name when it is whole: files first, flushed to the disk, then the marker,
/// then the rename. A process may be killed anywhere: what it leaves has no name that anybody looks for.
/// </summary>
internal static class PackageExtraction
{
    /// <summary>How names of unfinished folders begin, and of such as are to be removed.</summary>
    public const string Unfinished = ".unfinished-";

    /// <summary>Extracts a package.</summary>
    /// <param name="package">Absolute path of the .nupkg.</param>
    /// <param name="module">The module that it is.</param>
    /// <param name="folder">Absolute path of the folder to make.</param>
    /// <param name="worker">A name that no other process uses, fit for a file name.</param>
    /// <param name="cancellation">Stops; nothing is left then.</param>
    /// <returns>Null, or why the package must not be extracted, as a sentence.</returns>
    /// <exception cref="IOException">The disk is full, or the like; nothing is left then.</exception>
    public static async Task<string?> ExtractAsync(string package, ReleasedModule module, string folder, string worker, CancellationToken cancellation)
    {
        var unfinished = Path.Join(Path.GetDirectoryName(folder), $"{Unfinished}{worker}-{Path.GetFileName(folder)}");
        Remove(unfinished);
        try
        {
            var problem = await FillAsync(package, module, unfinished, cancellation);
            if (problem is not null)
            {
                Remove(unfinished);
                return $"{module} must not be extracted: {problem}.";
            }

            Directory.Move(unfinished, folder);
            return null;
        }
        catch (Exception e) when (e is OperationCanceledException || DeployFailure.IsOfDisk(e))
        {
            Remove(unfinished);
            if (e is IOException && Directory.Exists(folder) && ModuleFolder.DamageOf(folder, module) is null)
            {
                return null; // somebody else made it meanwhile
            }

            throw;
        }
    }

    /// <summary>Removes a folder as far as that goes; what is in use stays.</summary>
    /// <param name="folder">Absolute path.</param>
    public static void Remove(string folder)
    {
        try
        {
            if (Directory.Exists(folder))
            {
                Directory.Delete(folder, recursive: true);
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // The next deployment comes by here again.
        }
    }

    private static async Task<string?> FillAsync(string package, ReleasedModule module, string folder, CancellationToken cancellation)
    {
        using var archive = await ZipFile.OpenReadAsync(package, cancellation);
        var entries = PackageLayout.Of(archive, out var problem);
        if (problem is not null)
        {
            return problem;
        }

        Directory.CreateDirectory(folder);
        var files = ImmutableArray.CreateBuilder<MarkedFile>(entries.Length);
        foreach (var (path, entry) in entries)
        {
            var target = Path.Join(folder, path);
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            files.Add(await CopyAsync(path, entry, target, cancellation));
        }

        var marker = new ModuleMarker { Id = module.Id, Version = module.Version, ContentHash = module.ContentHash, Files = files.MoveToImmutable() };
        await WriteAsync(Path.Join(folder, ModuleMarker.FileName), new MemoryStream(StoreJson.Write(marker)), cancellation);
        return null;
    }

    private static async Task<MarkedFile> CopyAsync(string path, ZipArchiveEntry entry, string target, CancellationToken cancellation)
    {
        await using var content = await entry.OpenAsync(cancellation);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var size = await WriteAsync(target, content, cancellation, hash);
        return new MarkedFile(path, size, Convert.ToHexStringLower(hash.GetHashAndReset()));
    }

    private static async Task<long> WriteAsync(string path, Stream content, CancellationToken cancellation, IncrementalHash? hash = null)
    {
        await using var file = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 0);
        var buffer = new byte[1 << 16];
        for (int read; (read = await content.ReadAsync(buffer, cancellation)) > 0;)
        {
            hash?.AppendData(buffer.AsSpan(0, read));
            await file.WriteAsync(buffer.AsMemory(0, read), cancellation);
        }

        RandomAccess.FlushToDisk(file.SafeFileHandle);
        return file.Length;
    }
}
