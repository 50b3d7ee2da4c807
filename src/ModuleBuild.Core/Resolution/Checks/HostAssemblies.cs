using ModuleBuild.Core.Diagnostics;
using ModuleBuild.Core.Json;

namespace ModuleBuild.Core.Resolution.Checks;

/// <summary>
/// MB1012: an assembly of the host, or of what the host brings, lies beside the module. Two copies of an assembly are two sets of types
/// to the runtime, so that a service of the host is not what the module asks for.
/// </summary>
internal static class HostAssemblies
{
    public static IEnumerable<Finding> Check(DependencyCheckInput input)
    {
        if (input.Compiled is not { Copied.Length: > 0 } compiled ||
            input.Restored.FirstOrDefault(set => set.Framework == compiled.Framework) is not { } restored)
        {
            return [];
        }

        var copied = compiled.Copied
            .Where(file => file.EndsWith(".dll", StringComparison.OrdinalIgnoreCase))
            .Select(file => Path.GetFileNameWithoutExtension(file)!)
            .ToHashSet(StringComparer.OrdinalIgnoreCase);
        return input.Manifest.Host
            .SelectMany(host => restored.ReachableFrom([host.Id]).Select(library => (Host: host.Id, Library: library)))
            .DistinctBy(pair => pair.Library.Id, StringComparer.OrdinalIgnoreCase)
            .Select(pair => (pair.Host, pair.Library, Files: pair.Library.RuntimeAssemblies.Where(copied.Contains).ToList()))
            .Where(found => found.Files.Count > 0)
            .Select(found => ToFinding(input, restored, found.Host, found.Library, found.Files));
    }

    private static Finding ToFinding(DependencyCheckInput input, RestoredSet restored, string host, RestoredLibrary library, List<string> files)
    {
        var reference = restored.ReferenceTo(library.Id);
        var place = reference is null ? null : input.Places.OfReference(reference);
        var pointer = JsonPointer.Append("/host", host);
        var setting = library.IsProject ? "Private=\"false\"" : "ExcludeAssets=\"runtime\"";
        return Finding.Create(
            DiagnosticCatalog.HostAssemblyPacked,
            place ?? input.Document.LocateName(pointer),
            string.Join(", ", files.Distinct(StringComparer.OrdinalIgnoreCase).Order(StringComparer.OrdinalIgnoreCase).Select(file => $"{file}.dll")),
            reference is null ? $"Add a reference to '{library.Id}' with {setting}" : $"Set {setting} on the reference to '{library.Id}'") with
        {
            Subject = JsonPointer.Append(pointer, library.Id),
        };
    }
}
