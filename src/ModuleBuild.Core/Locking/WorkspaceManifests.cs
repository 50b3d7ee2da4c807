using System.Collections.Immutable;
using ModuleBuild.Core.Diagnostics;
using ModuleBuild.Core.Json;
using ModuleBuild.Core.Manifest;
using ModuleBuild.Core.Resolution.Packages;

namespace ModuleBuild.Core.Locking;

/// <summary>A manifest of a workspace.</summary>
/// <param name="Folder">Its folder, relative to the workspace with <c>/</c>.</param>
/// <param name="Document">What it says, and where.</param>
internal sealed record WorkspaceManifest(string Folder, ManifestDocument Document)
{
    /// <summary>What it says.</summary>
    public ModuleManifest Manifest => Document.Manifest;

    /// <summary>Who asks, for people: the id where the manifest says it, which else only MSBuild knows.</summary>
    public string Name => Manifest.Id ?? Path.GetFileName(Path.GetDirectoryName(Document.Path)!);

    /// <summary>What it asks for, as a lock writes it down.</summary>
    public LockedModule ToLocked() => new(
        Dependencies,
        [.. Manifest.Host.Select(host => new PackageRange(host.Id, host.Range))],
        [.. Manifest.Conflicts.Select(conflict => new PackageRange(conflict.Id, conflict.Range))]);

    /// <summary>What it needs.</summary>
    public ImmutableArray<PackageDependency> Dependencies =>
        [.. Manifest.Dependencies.Select(dependency => new PackageDependency(dependency.Id, dependency.Range, dependency.Kind))];

    /// <summary>Where an entry of one of its maps stands.</summary>
    public SourceLocation Locate(string map, string id) => Document.LocateName(JsonPointer.Append($"/{map}", id));
}

/// <summary>Reads all manifests of a workspace.</summary>
internal static class WorkspaceManifests
{
    private static readonly string[] Sections = ["/dependencies", "/host", "/conflicts"];

    /// <summary>Reads them.</summary>
    /// <param name="root">Absolute path of the workspace's folder.</param>
    /// <returns>The manifests in the order of folders, and the errors that hide what one of them asks for; the rest is the validate stage's.</returns>
    public static (ImmutableArray<WorkspaceManifest> Manifests, ImmutableArray<Finding> Errors) Read(string root)
    {
        var manifests = ImmutableArray.CreateBuilder<WorkspaceManifest>();
        var errors = ImmutableArray.CreateBuilder<Finding>();
        foreach (var folder in ManifestSearch.FoldersIn(root))
        {
            var reading = ManifestReader.ReadFile(Path.GetFullPath(Path.Combine(root, folder, ManifestSearch.FileName)));
            errors.AddRange(reading.Findings.Where(finding => finding.Severity == Severity.Error && Hides(finding, reading)));
            if (reading.Document is { } document)
            {
                manifests.Add(new WorkspaceManifest(folder, document));
            }
        }

        return (manifests.DrainToImmutable(), errors.DrainToImmutable());
    }

    // A finding without a subject is about the text itself: then any entry may be missing. A section that is not there hides nothing.
    private static bool Hides(Finding finding, ManifestReading reading) =>
        reading.Document is not { } document || finding.Subject.Length == 0
        || Sections.Any(section => (finding.Subject == section && document.Holds(section))
            || finding.Subject.StartsWith($"{section}/", StringComparison.Ordinal));
}
