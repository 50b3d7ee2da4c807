namespace ModuleBuild.Release.Model;

/// <summary>Versions of the files in a store.</summary>
public static class StoreFormat
{
    /// <summary>The version that this tool writes. It reads all up to it, and refuses newer ones.</summary>
    public const int Current = 1;
}
