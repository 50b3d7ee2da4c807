using System.Collections.Immutable;
using System.Globalization;
using System.IO.Compression;
using ModuleBuild.Core.Files;
using NuGet.Frameworks;
using NuGet.Packaging;
using NuGet.Packaging.Core;
using NuGet.Versioning;

namespace ModuleBuild.Security.Capabilities.Inputs;

/// <summary>A <c>.nupkg</c>: its assemblies of the newest framework that it has, and its dependencies where they were restored before.</summary>
public static class PackageInput
{
    private const int MostPackages = 2000;

    /// <summary>Takes the assemblies out of a package and finds those of its dependencies.</summary>
    /// <param name="path">Absolute path of the package.</param>
    /// <param name="folder">An empty folder for its assemblies.</param>
    /// <param name="cancellation">Stops it.</param>
    public static AnalysisInput Of(string path, string folder, CancellationToken cancellation) => Of(path, folder, withDependencies: true, cancellation);

    /// <summary>Takes the assemblies out of a package, and looks for no others.</summary>
    /// <param name="path">Absolute path of the package.</param>
    /// <param name="folder">An empty folder for its assemblies.</param>
    /// <param name="cancellation">Stops it.</param>
    public static AnalysisInput WithoutDependencies(string path, string folder, CancellationToken cancellation) => Of(path, folder, withDependencies: false, cancellation);

    private static AnalysisInput Of(string path, string folder, bool withDependencies, CancellationToken cancellation)
    {
        try
        {
            if (LimitOf(path) is { } limit)
            {
                return AnalysisInput.None($"{limit}.");
            }

            using var package = new PackageArchiveReader(path);
            var identity = package.GetIdentity();
            var (code, framework) = PackageCode.Of(package);
            ImmutableArray<AnalyzedFile> own =
            [
                .. code.Select((file, at) => Extract(package, file.Item, Path.Combine(folder, at.ToString(CultureInfo.InvariantCulture))) is { } target
                    ? new AnalyzedFile(target, identity.Id, file.IsRoot && !file.IsNative) { Runtime = file.Runtime, IsNative = file.IsNative } : null).OfType<AnalyzedFile>(),
            ];
            ImmutableArray<AnalyzedFile> all = [.. own, .. withDependencies ? Dependencies(package, DepsFile.PackagesFolder(path), framework, cancellation) : []];
            var input = new AnalysisInput(identity.Id, identity.Version.ToNormalizedString(), all);
            return !own.IsEmpty ? input
                : DependenciesOf(package, framework).Select(dependency => dependency.Id).ToList() is not [_, ..] dependencies ? AnalysisInput.None("it has no assemblies in lib, runtimes or tools.")
                : input with { Files = [], Remark = $"It has no code of its own: it brings {string.Join(", ", dependencies.Order(StringComparer.Ordinal))}." };
        }
        catch (Exception e) when (e is InvalidDataException or PackagingException or FormatException or System.Xml.XmlException or InvalidOperationException || NamedFile.IsFileProblem(e))
        {
            return AnalysisInput.None($"it is no package that can be read: {e.Message}");
        }
    }

    private static IEnumerable<AnalyzedFile> Dependencies(PackageReaderBase package, string root, NuGetFramework framework, CancellationToken cancellation)
    {
        var seen = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        var pending = new Queue<PackageDependency>(DependenciesOf(package, framework));
        while (pending.TryDequeue(out var dependency) && seen.Count < MostPackages)
        {
            cancellation.ThrowIfCancellationRequested();
            if (!seen.Add(dependency.Id) || Restored(root, dependency) is not { } folder)
            {
                continue; // what is not there is found to be missing by whoever uses it
            }

            using var reader = new PackageFolderReader(folder);
            foreach (var file in PackageCode.Of(reader).Files)
            {
                yield return new AnalyzedFile(Path.Combine(folder, file.Item), dependency.Id, IsRoot: false) { Runtime = file.Runtime, IsNative = file.IsNative };
            }

            foreach (var next in DependenciesOf(reader, framework))
            {
                pending.Enqueue(next);
            }
        }
    }

    private static IEnumerable<PackageDependency> DependenciesOf(PackageReaderBase package, NuGetFramework framework)
    {
        var groups = package.GetPackageDependencies().ToList();
        var nearest = new FrameworkReducer().GetNearest(framework, groups.Select(group => group.TargetFramework)) ?? NuGetFramework.AnyFramework;
        return groups.FirstOrDefault(group => group.TargetFramework.Equals(nearest))?.Packages ?? [];
    }

    // The lowest version that fits, as restore takes it.
    private static string? Restored(string root, PackageDependency dependency)
    {
        var folder = Path.Combine(root, dependency.Id.ToLowerInvariant());
        return !Directory.Exists(folder) ? null : Directory.GetDirectories(folder)
            .Select(path => (Path: path, Version: NuGetVersion.TryParse(Path.GetFileName(path), out var version) ? version : null))
            .Where(found => found.Version is not null && dependency.VersionRange.Satisfies(found.Version))
            .OrderBy(found => found.Version)
            .Select(found => found.Path)
            .FirstOrDefault();
    }

    private static string? LimitOf(string path)
    {
        using var archive = ZipFile.OpenRead(path);
        return ArchiveLimits.ProblemOf(archive);
    }

    // Only the name of the entry counts, so that nothing leaves the folder; what it unpacks to was looked at before.
    private static string? Extract(PackageArchiveReader package, string item, string folder)
    {
        var name = item.Split('/', '\\')[^1];
        if (name.Length == 0 || name.AsSpan().IndexOfAny(Path.GetInvalidFileNameChars()) >= 0)
        {
            return null;
        }

        Directory.CreateDirectory(folder);
        var target = Path.Combine(folder, name);
        using var source = package.GetEntry(item).Open();
        using var file = File.Create(target);
        source.CopyTo(file);
        return target;
    }
}
