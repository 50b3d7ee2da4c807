namespace ModuleBuild.Core.Manifest.EntryPoints;

/// <summary>
/// What System.Reflection.Metadata throws for tables that contradict themselves: mostly <see cref="BadImageFormatException"/>;
/// an overflow of sizes and handles of an unexpected kind escape it.
/// </summary>
internal static class DamagedMetadata
{
    public static bool Explains(Exception e) => e
        is BadImageFormatException
        or OverflowException
        or InvalidCastException
        or InvalidOperationException
        or ArgumentException;
}
