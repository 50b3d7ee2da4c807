using System.Collections.Immutable;
using ModuleBuild.Cli.Projects;
using ModuleBuild.Core.Diagnostics;
using ModuleBuild.Core.Files;
using ModuleBuild.Core.Locking;
using ModuleBuild.Core.Manifest;
using ModuleBuild.Core.Ports;
using ModuleBuild.Packaging.Closure;
using ModuleBuild.Security.Checks.Packages;
using ModuleBuild.Security.Checks.Vulnerabilities;

namespace ModuleBuild.Cli.Auditing;

/// <summary>The packages that a path on the command line means.</summary>
/// <param name="File">Absolute path of the file that says so; findings are shown there.</param>
/// <param name="Folder">Absolute path of the folder whose configuration counts.</param>
/// <param name="Packages">The packages, by id.</param>
/// <param name="Findings">What is wrong with the file.</param>
internal sealed record AuditTarget(string File, string Folder, ImmutableArray<AuditedPackage> Packages, ImmutableArray<Finding> Findings)
{
    private const int LargestManifest = 1 << 20;
    private const string LockName = "module.lock.json";

    /// <summary>The package that was named, unpacked; null where something else was.</summary>
    public PackageContents? Contents { get; private init; }

    /// <summary>What a package says in its manifest; null where it has none that can be read.</summary>
    public ManifestDocument? Document { get; private init; }

    /// <summary>Finds them.</summary>
    /// <param name="path">A project, a folder, a lock or a result of restore; null for the current folder.</param>
    /// <param name="currentFolder">Absolute path that a relative one starts from.</param>
    /// <param name="properties">For the evaluation of a project.</param>
    /// <param name="unpacked">A folder that may be made, for what is in a package.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <exception cref="UsageException">There is nothing to audit.</exception>
    public static AuditTarget Find(string? path, string currentFolder, ImmutableDictionary<string, string> properties, Lazy<DirectoryInfo> unpacked, CancellationToken cancellation)
    {
        var full = Path.GetFullPath(path ?? ".", currentFolder);
        if (full.EndsWith(".nupkg", StringComparison.OrdinalIgnoreCase) && System.IO.File.Exists(full))
        {
            return OfPackage(full, path!, PackageContents.Unpack(full, path!, unpacked.Value.FullName, cancellation));
        }

        if (System.IO.File.Exists(full) && full.EndsWith(".json", StringComparison.OrdinalIgnoreCase))
        {
            return Path.GetFileName(full).Equals("project.assets.json", StringComparison.OrdinalIgnoreCase)
                ? OfRestore(full, full, Path.GetDirectoryName(Path.GetDirectoryName(full)!) ?? currentFolder)
                : OfLock(full);
        }

        if (Directory.Exists(full) && SingleProject.In(full).Length == 0 && System.IO.File.Exists(Path.Combine(full, LockName)))
        {
            return OfLock(Path.Combine(full, LockName));
        }

        var file = SingleProject.Find(path, currentFolder);
        var (project, problem) = ProjectEvaluator.Create(properties)(file);
        return project is null ? throw new UsageException(problem!.Message) : OfRestore(project.AssetsFile, file, project.Folder);
    }

    private static AuditTarget OfPackage(string file, string shown, PackageContents contents)
    {
        if (contents.Problem is { } problem)
        {
            throw new UsageException($"'{shown}' is no package that can be looked into: {problem}.");
        }

        var manifest = contents.Files.FirstOrDefault(packed => packed.PackagePath == "module/module.json");
        var bytes = manifest is null ? [] : NamedFile.Read(manifest.SourcePath, LargestManifest, out _);
        return new(file, Path.GetDirectoryName(file)!, contents.Package is { } package ? [new AuditedPackage(package)] : [], contents.Findings)
        {
            Contents = contents,
            Document = manifest is null ? null : ManifestReader.Read(manifest.Shown, bytes).Document,
        };
    }

    private static AuditTarget OfLock(string file)
    {
        var (read, findings) = LockFileReader.Read(file);
        return new(
            file,
            Path.GetDirectoryName(file)!,
            [.. (read?.Packages ?? []).Select(package => new AuditedPackage(new PackageVersion(package.Id, package.Version)))],
            findings);
    }

    private static AuditTarget OfRestore(string assets, string shown, string folder)
    {
        var (closures, findings) = RuntimeClosureReader.Read(assets, []);
        var packages = ClosurePackages.Of(closures).Select(package => new AuditedPackage(new PackageVersion(package.Id, package.Version), package.Through));
        return new(shown, folder, [.. packages], findings);
    }
}
