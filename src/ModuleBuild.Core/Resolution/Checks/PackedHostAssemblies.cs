using System.Collections.Immutable;
using ModuleBuild.Core.Diagnostics;
using ModuleBuild.Core.Json;
using ModuleBuild.Core.Manifest;

namespace ModuleBuild.Core.Resolution.Checks;

/// <summary>
/// MB1012 for what only pack knows: an assembly of the host that an item of the project puts into the package by hand, past all
/// that references say.
/// </summary>
public static class PackedHostAssemblies
{
    /// <summary>Looks through the files of a package.</summary>
    /// <param name="document">The manifest in the sources.</param>
    /// <param name="restored">What was restored, for each target framework.</param>
    /// <param name="packagePaths">Paths of the files in the package, with <c>/</c>.</param>
    /// <returns>One finding a file, at the host's entry, in the order of hosts and paths.</returns>
    public static ImmutableArray<Finding> Find(ManifestDocument document, ImmutableArray<RestoredSet> restored, IEnumerable<string> packagePaths)
    {
        var run = packagePaths.Where(Runs).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
        return run.Count == 0
            ? []
            : [.. document.Manifest.Host.SelectMany(host => Of(host.Id)).DistinctBy(finding => finding.Message, StringComparer.Ordinal)];

        IEnumerable<Finding> Of(string host)
        {
            var given = NamesOf(host, restored);
            var pointer = JsonPointer.Append("/host", host);
            return run.Where(path => given.Contains(Path.GetFileNameWithoutExtension(path))).Select(path => Finding.Create(
                DiagnosticCatalog.HostAssemblyPacked,
                document.LocateName(pointer),
                path,
                "Take the item that packs it out of the project") with
            {
                Subject = JsonPointer.Append(pointer, path),
            });
        }
    }

    // Kept out of the output, as it should be, an assembly of the host is still one to compile against.
    private static HashSet<string> NamesOf(string host, ImmutableArray<RestoredSet> restored) =>
        restored.SelectMany(set => set.ReachableFrom([host]))
            .SelectMany(library => library.RuntimeAssemblies.Concat(library.CompileAssemblies))
            .Append(host)
            .ToHashSet(StringComparer.OrdinalIgnoreCase);

    // Reference assemblies, analyzers and tools do not run in the host.
    private static bool Runs(string path) =>
        path.EndsWith(".dll", StringComparison.OrdinalIgnoreCase) &&
        (path.StartsWith("lib/", StringComparison.OrdinalIgnoreCase) ||
            (path.StartsWith("runtimes/", StringComparison.OrdinalIgnoreCase) && path.Contains("/lib/", StringComparison.OrdinalIgnoreCase)));
}
