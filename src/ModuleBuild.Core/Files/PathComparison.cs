namespace ModuleBuild.Core.Files;

/// <summary>How paths are compared on this platform, as NuGet and MSBuild do it.</summary>
public static class PathComparison
{
    private static readonly bool IgnoreCase = OperatingSystem.IsWindows() || OperatingSystem.IsMacOS();

    /// <summary>For strings.</summary>
    public static StringComparison Comparison => IgnoreCase ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal;

    /// <summary>For sets and dictionaries.</summary>
    public static StringComparer Comparer => IgnoreCase ? StringComparer.OrdinalIgnoreCase : StringComparer.Ordinal;
}
