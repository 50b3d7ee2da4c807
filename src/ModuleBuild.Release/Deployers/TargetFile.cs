using ModuleBuild.Core.Files;
using ModuleBuild.Release.Model;

namespace ModuleBuild.Release.Deployers;

/// <summary>Reads the files in a target folder, which have the form of those in a store: see <see cref="StoreJson"/>.</summary>
internal static class TargetFile
{
    // A package has at most 50,000 files, and each of them a line in its marker.
    private const int LargestFile = 64 << 20;

    /// <summary>Reads a file. Strict: what is not understood is refused.</summary>
    /// <typeparam name="T">One of the records of a target folder.</typeparam>
    /// <param name="path">Absolute path.</param>
    /// <returns>What it holds; or what is wrong with it, as the end of a sentence (<c>does not exist</c>).</returns>
    public static (T? Value, string? Problem) Read<T>(string path)
        where T : class
    {
        var bytes = NamedFile.Read(path, LargestFile, out var unread);
        if (unread is not null)
        {
            return (null, unread);
        }

        var (value, problem) = StoreJson.Read<T>(bytes);
        return (value, problem is null ? null : $"cannot be understood: {problem.TrimEnd('.')}");
    }
}
