namespace ModuleBuild.Core.Diagnostics;

/// <summary>By what a baseline knows a finding again, wherever its line has moved.</summary>
/// <param name="Code">Its code.</param>
/// <param name="File">Its file relative to the baseline's folder, with <c>/</c>, as the file system compares it.</param>
/// <param name="Subject">Its subject.</param>
internal readonly record struct AcceptedIdentity(string Code, string File, string Subject)
{
    /// <summary>The identity that an entry accepts.</summary>
    public static AcceptedIdentity Of(BaselineEntry entry) => new(entry.Code, Comparable(entry.File), entry.Subject);

    /// <summary>The form of <see cref="File"/>: Windows and macOS do not tell upper from lower case by default.</summary>
    public static string Comparable(string file) =>
        OperatingSystem.IsWindows() || OperatingSystem.IsMacOS() ? file.ToUpperInvariant() : file;
}

/// <summary>The folder of a baseline, to which its paths are relative.</summary>
/// <param name="baselinePath">Path of the baseline.</param>
internal sealed class BaselineFolder(string baselinePath)
{
    private readonly string _folder = Path.GetDirectoryName(Path.GetFullPath(baselinePath))!;

    /// <summary>A finding's identity; null where a baseline cannot name it, because it is about no file or one on another drive.</summary>
    public AcceptedIdentity? IdentityOf(Finding finding) =>
        FileOf(finding.Location.File) is { } file
            ? new(finding.Code, AcceptedIdentity.Comparable(file), finding.Subject)
            : null;

    /// <summary>A path as a baseline writes it; null where it cannot.</summary>
    public string? FileOf(string path)
    {
        if (path.Length == 0)
        {
            return null;
        }

        var relative = Path.GetRelativePath(_folder, Path.GetFullPath(path));
        return Path.IsPathRooted(relative) ? null
            : Path.DirectorySeparatorChar == '\\' ? relative.Replace('\\', '/')
            : relative;
    }
}
