namespace ModuleBuild.Core.Diagnostics.Formats;

/// <summary>File names for programs that know the sources by their place below a root.</summary>
internal static class ShownPath
{
    /// <summary>The path below the root with <c>/</c>; null where the file is not below it.</summary>
    /// <param name="file">Absolute path, or one that is relative to the root already.</param>
    /// <param name="root">Absolute path of the root.</param>
    public static string? BelowRoot(string file, string root)
    {
        var relative = Path.IsPathRooted(file) ? Path.GetRelativePath(root, file) : file;
        relative = Path.DirectorySeparatorChar == '\\' ? relative.Replace('\\', '/') : relative;
        return Path.IsPathRooted(relative) || relative is ".." || relative.StartsWith("../", StringComparison.Ordinal) ? null : relative;
    }

    /// <summary>A relative path as a URI reference (RFC 3986).</summary>
    public static string ToUri(string relativePath) => string.Join('/', relativePath.Split('/').Select(Uri.EscapeDataString));
}
