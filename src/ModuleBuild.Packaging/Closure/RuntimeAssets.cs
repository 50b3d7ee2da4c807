using NuGet.LibraryModel;
using NuGet.ProjectModel;

namespace ModuleBuild.Packaging.Closure;

/// <summary>Which files of a library take part at run time.</summary>
internal static class RuntimeAssets
{
    /// <summary>The kinds of assets that run; the others (compile, build, analyzers, content) end with the build.</summary>
    public const LibraryIncludeFlags Kinds = LibraryIncludeFlags.Runtime | LibraryIncludeFlags.Native;

    /// <summary>Whether a library brings a real file of one of the kinds; <c>_._</c> is NuGet's word for none.</summary>
    public static bool Has(LockFileTargetLibrary library, LibraryIncludeFlags kinds) =>
        (kinds.HasFlag(LibraryIncludeFlags.Runtime) &&
            (Any(library.RuntimeAssemblies) || Any(library.ResourceAssemblies) || Any(RuntimeSpecific(library, native: false)))) ||
        (kinds.HasFlag(LibraryIncludeFlags.Native) &&
            (Any(library.NativeLibraries) || Any(RuntimeSpecific(library, native: true))));

    private static IEnumerable<LockFileItem> RuntimeSpecific(LockFileTargetLibrary library, bool native) =>
        library.RuntimeTargets.Where(file => "native".Equals(file.AssetType, StringComparison.OrdinalIgnoreCase) == native);

    private static bool Any(IEnumerable<LockFileItem> files) =>
        files.Any(file => !file.Path.EndsWith("/_._", StringComparison.Ordinal) && !file.Path.Equals("_._", StringComparison.Ordinal));
}
