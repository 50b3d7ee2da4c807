using System.Collections.Immutable;
using System.IO.Compression;
using System.Text;
using System.Text.Json;
using ModuleBuild.Cli.Commands;
using ModuleBuild.Cli.Projects;
using ModuleBuild.Core.Capabilities.Reports;
using ModuleBuild.Core.Changelogs;
using ModuleBuild.Core.Compatibility;
using ModuleBuild.Core.Evidence;
using ModuleBuild.Core.Files;
using ModuleBuild.Core.Manifest;
using ModuleBuild.Packaging.Evidence;
using ModuleBuild.Release.Versions;
using NuGet.Versioning;

namespace ModuleBuild.Cli.Publishing;

/// <summary>What is known of a version: of a project from the records of its build, of a package from its evidence.</summary>
internal static class VersionSources
{
    private const int LargestFile = 64 * 1024 * 1024;

    /// <summary>Reads what the last build of a project wrote, as far as there is one.</summary>
    /// <param name="context">The command.</param>
    /// <param name="path">The project as it was written, or null.</param>
    /// <param name="properties">Properties as they were written.</param>
    public static (NuGetVersion? Current, ReleasedEvidence? Evidence) OfProject(CommandContext context, string? path, string[] properties)
    {
        var file = SingleProject.Find(path, context.CurrentFolder);
        var (project, problem) = ProjectEvaluator.Create(ModuleArguments.ToProperties(properties))(file);
        if (project is null)
        {
            throw new UsageException(problem!.Message);
        }

        var manifest = ManifestReader.ReadFile(project.ManifestPath).Document?.Manifest;
        var current = NuGetVersion.TryParse(project.Facts.Version ?? manifest?.Version?.ToNormalizedString(), out var version) ? version : null;
        var changelog = manifest is null ? null : ChangelogEvidence.Read(manifest, Path.GetDirectoryName(project.ManifestPath)!).Content;
        var report = Path.Combine(project.RecordsFolder, CompatibilityReportFile.FileName);
        return (current, new ReleasedEvidence(project.Facts.PackageId ?? Path.GetFileNameWithoutExtension(file), current ?? new NuGetVersion(0, 0, 0))
        {
            Changelog = changelog is null ? null : Changelog.Read(Encoding.UTF8.GetString(changelog)),
            Compatibility = File.Exists(report) ? CompatibilityReportFile.Read(report, File.ReadAllBytes(report)).Report : null,
        });
    }

    /// <summary>Reads the evidence of a package.</summary>
    /// <param name="path">The package as it was written.</param>
    /// <param name="currentFolder">Absolute path that it starts from.</param>
    public static (NuGetVersion? Current, ReleasedEvidence? Evidence) OfPackage(string path, string currentFolder)
    {
        var evidence = Read(path, currentFolder);
        return (evidence.Version, evidence);
    }

    /// <summary>Reads the evidence of a package.</summary>
    /// <param name="path">The package as it was written.</param>
    /// <param name="currentFolder">Absolute path that it starts from.</param>
    /// <exception cref="UsageException">It cannot be read, or carries no evidence.</exception>
    public static ReleasedEvidence Read(string path, string currentFolder)
    {
        try
        {
            using var package = ZipFile.OpenRead(Path.GetFullPath(path, currentFolder));
            if (ArchiveLimits.ProblemOf(package) is { } limit)
            {
                throw new UsageException($"'{path}' is not read: {limit}.");
            }

            var index = Bytes(package, EvidenceIndex.PackagePath) is { } bytes ? EvidenceIndexFile.Read(EvidenceIndex.PackagePath, bytes).Index : null;
            return index is null
                ? throw new UsageException($"'{path}' carries no {EvidenceIndex.PackagePath} that can be read. Name packages that ModuleBuild made.")
                : Read(package, index);
        }
        catch (Exception e) when (e is InvalidDataException || NamedFile.IsFileProblem(e))
        {
            throw new UsageException($"'{path}' is no package that can be read: {e.Message}");
        }
    }

    private static ReleasedEvidence Read(ZipArchive package, EvidenceIndex index)
    {
        var capabilities = Bytes(package, EvidencePath.Folder + CapabilityReportFile.FileName);
        var compatibility = Bytes(package, EvidencePath.Folder + CompatibilityReportFile.FileName);
        var changelog = Bytes(package, EvidencePath.Folder + ChangelogEvidence.FileName);
        var sbom = index.Files.FirstOrDefault(file => file.Kind == "sbom");
        return new ReleasedEvidence(index.PackageId, NuGetVersion.Parse(index.PackageVersion))
        {
            Capabilities = capabilities is null ? null : CapabilityReportFile.Read(CapabilityReportFile.FileName, capabilities).Report,
            Compatibility = compatibility is null ? null : CompatibilityReportFile.Read(CompatibilityReportFile.FileName, compatibility).Report,
            Changelog = changelog is null ? null : Changelog.Read(Encoding.UTF8.GetString(changelog)),
            Components = sbom is null ? null : Components(Bytes(package, sbom.Path)),
        };
    }

    private static ImmutableSortedDictionary<string, string>? Components(byte[]? sbom)
    {
        try
        {
            using var document = JsonDocument.Parse(sbom ?? []);
            var components = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.OrdinalIgnoreCase);
            foreach (var component in document.RootElement.GetProperty("components").EnumerateArray())
            {
                if (component.TryGetProperty("name", out var name) && component.TryGetProperty("version", out var version))
                {
                    components[name.GetString() ?? string.Empty] = version.GetString() ?? string.Empty;
                }
            }

            return components.ToImmutable();
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or KeyNotFoundException)
        {
            return null;
        }
    }

    private static byte[]? Bytes(ZipArchive package, string path)
    {
        if (package.GetEntry(path) is not { Length: <= LargestFile } entry)
        {
            return null;
        }

        using var stream = entry.Open();
        var bytes = new byte[entry.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }
}
