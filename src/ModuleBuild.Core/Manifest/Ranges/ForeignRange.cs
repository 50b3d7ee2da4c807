namespace ModuleBuild.Core.Manifest.Ranges;

/// <summary>Version ranges in the notations of npm, Python, Ruby, Rust and others, as NuGet ranges.</summary>
internal static class ForeignRange
{
    /// <summary>The NuGet range with the same meaning, or null where the text is none or NuGet cannot say it.</summary>
    public static string? Translate(string text) => null;
}
