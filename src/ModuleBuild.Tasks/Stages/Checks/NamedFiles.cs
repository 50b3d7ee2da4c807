using System.Collections.Immutable;
using ModuleBuild.Core.Files;
using ModuleBuild.Packaging;

namespace ModuleBuild.Tasks.Stages.Checks;

/// <summary>
/// Files that the manifest names, and the manifest: what they say reaches the package in one form or another, whether or not the project packs them
/// as they are.
/// </summary>
internal static class NamedFiles
{
    /// <summary>Those that are not packed as they are, under their own paths.</summary>
    /// <param name="consulted">Absolute paths of all that validation looked at.</param>
    /// <param name="input">What is packed.</param>
    public static IEnumerable<PackagedFile> Of(ImmutableArray<string> consulted, AnalyzeStageInput input)
    {
        var folder = Path.GetDirectoryName(input.SourceManifest)!;
        var packed = input.Files.Select(file => file.SourcePath).ToHashSet(StringComparer.Ordinal);
        return from path in consulted
               where File.Exists(path) && !packed.Contains(path)
               let relative = Path.GetRelativePath(folder, path).Replace('\\', '/')
               where RelativePath.ProblemOf(relative) is null
               select new PackagedFile(path, relative);
    }
}
