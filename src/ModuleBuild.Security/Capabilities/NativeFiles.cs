using System.Globalization;
using ModuleBuild.Core.Capabilities;

namespace ModuleBuild.Security.Capabilities;

/// <summary>
/// Native code that packages bring. Functions that are called by name show as <c>native:pinvoke:library!function</c>; a library of which none
/// does may be loaded all the same, by an address or by other native code, and what it then does nobody sees. Where one library of a package
/// is called, the others are taken to be its own.
/// </summary>
internal static class NativeFiles
{
    private const int Named = 3;

    /// <summary>The report, with the libraries of which it says nothing among what is not known.</summary>
    /// <param name="report">What was found.</param>
    /// <param name="files">All files, native ones among them.</param>
    public static CapabilityReport Tell(CapabilityReport report, IEnumerable<AnalyzedFile> files)
    {
        var called = report.Capabilities
            .Where(reached => reached.Capability is { Kind: "native:pinvoke", Target: not null })
            .Select(reached => LibraryOf(reached.Capability.Target!.Split('!')[0]))
            .ToHashSet(StringComparer.OrdinalIgnoreCase);
        var silent = files.Where(file => file.IsNative)
            .GroupBy(file => file.Package, StringComparer.OrdinalIgnoreCase)
            .Where(package => !package.Any(file => called.Contains(LibraryOf(file.Path))))
            .Select(package => new UnknownAssembly(package.Key, $"it has native code of which no function is seen to be called by name ({Names(package)})"));
        var unknown = report.Unknown.Concat(silent).Concat(Platform.TooMany([.. files])).DistinctBy(one => one.Name, StringComparer.OrdinalIgnoreCase).OrderBy(one => one.Name, StringComparer.OrdinalIgnoreCase);
        return report with { Unknown = [.. unknown] };
    }

    private static string Names(IEnumerable<AnalyzedFile> files)
    {
        var names = files.Select(file => Path.GetFileName(file.Path)).Distinct(StringComparer.OrdinalIgnoreCase).Order(StringComparer.Ordinal).ToList();
        return string.Join(", ", names.Take(Named)) + (names.Count > Named ? string.Create(CultureInfo.InvariantCulture, $" and {names.Count - Named} more") : string.Empty);
    }

    /// <summary>The library that a file is: <c>ssl</c> of <c>libssl.so.3</c>.</summary>
    /// <param name="path">Its path or name, with <c>/</c>.</param>
    public static string LibraryOf(string path)
    {
        var name = path[(path.LastIndexOfAny(['/', '\\']) + 1)..];
        var version = name.IndexOf(".so.", StringComparison.Ordinal);
        name = version > 0 ? name[..version] : IsEnding(Path.GetExtension(name)) ? Path.GetFileNameWithoutExtension(name) : name;
        return name.StartsWith("lib", StringComparison.Ordinal) && name.Length > 3 ? name[3..] : name;
    }

    /// <summary>Whether a file's name is that of a native library.</summary>
    /// <param name="path">Its path or name.</param>
    public static bool IsLibrary(string path) =>
        path.Contains(".so.", StringComparison.Ordinal) || (IsEnding(Path.GetExtension(path)) && !path.EndsWith(".exe", StringComparison.OrdinalIgnoreCase));

    private static bool IsEnding(string ending) => ending.ToLowerInvariant() is ".dll" or ".exe" or ".so" or ".dylib" or ".a" or ".lib" or ".node";
}
