namespace ModuleBuild.Cli.Init;

/// <summary>Files that init only takes hints from: one that cannot be read tells nothing, and stops nothing.</summary>
internal static class OptionalText
{
    /// <summary>The text of a file; null where it cannot be read, for example because it is locked or gone.</summary>
    /// <param name="path">Absolute path.</param>
    /// <param name="longest">A file of so many bytes or more is not read.</param>
    public static string? Read(string path, long longest = long.MaxValue)
    {
        try
        {
            return new FileInfo(path) is { Exists: true } file && file.Length < longest ? File.ReadAllText(path) : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
