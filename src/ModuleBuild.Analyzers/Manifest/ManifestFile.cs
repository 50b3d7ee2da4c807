using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace ModuleBuild.Analyzers.Manifest;

/// <summary>Finds the manifest among the additional files of a compilation.</summary>
internal static class ManifestFile
{
    private const string StandardName = "module.json";

    /// <summary>The manifest; null where the project is no module, or does not want to be analyzed.</summary>
    /// <param name="files">The additional files.</param>
    /// <param name="options">Properties of the project, as far as compilers see them.</param>
    public static AdditionalText? Find(ImmutableArray<AdditionalText> files, AnalyzerConfigOptions options)
    {
        if (IsFalse(options, "ModuleBuildAnalyzers") || IsFalse(options, "ModuleBuildEnabled"))
        {
            return null;
        }

        // Without the property (an editor that does not pass it on) the name decides, and where the path is written in another way.
        var path = options.TryGetValue("build_property.ModuleBuildManifest", out var written) && written.Length > 0 ? written : StandardName;
        return files.FirstOrDefault(file => IsPath(file.Path, path)) ?? files.FirstOrDefault(file => IsPath(Path.GetFileName(file.Path), NameOf(path)));
    }

    private static bool IsFalse(AnalyzerConfigOptions options, string property) =>
        options.TryGetValue("build_property." + property, out var value) && string.Equals(value, "false", StringComparison.OrdinalIgnoreCase);

    private static bool IsPath(string file, string manifest) =>
        string.Equals(file.Replace('\\', '/'), manifest.Replace('\\', '/'), StringComparison.OrdinalIgnoreCase);

    private static string NameOf(string path) => path.Substring(path.LastIndexOfAny(['/', '\\']) + 1);
}
