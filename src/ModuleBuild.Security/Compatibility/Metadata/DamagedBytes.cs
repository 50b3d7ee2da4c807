namespace ModuleBuild.Security.Compatibility.Metadata;

/// <summary>What System.Reflection.Metadata throws for bytes that contradict themselves.</summary>
internal static class DamagedBytes
{
    public static bool Explain(Exception e) =>
        e is BadImageFormatException or InvalidOperationException or ArgumentException or IndexOutOfRangeException or OverflowException or InvalidCastException;
}
