using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.IO.Compression;
using ModuleBuild.Core.Capabilities;
using ModuleBuild.Core.Files;
using ModuleBuild.Core.Manifest;
using ModuleBuild.Core.Ports;
using ModuleBuild.Security.Capabilities.Inputs;
using ModuleBuild.Security.Compatibility.Metadata;

namespace ModuleBuild.Security.Capabilities;

/// <summary>
/// Analyses the assemblies that a package carries, as its build did with all that runs with them: what is found here, the build found too. Each content is
/// looked at once.
/// </summary>
public sealed class CapabilityRecount : ICapabilityRecount
{
    private const string ManifestPath = "module/module.json";

    private readonly ConcurrentDictionary<string, Lazy<Task<RecountedCapabilities>>> _known = new(StringComparer.Ordinal);

    /// <inheritdoc/>
    public async Task<RecountedCapabilities> RecountAsync(ModulePackage package, CancellationToken cancellation)
    {
        try
        {
            return await _known.GetOrAdd(package.ContentHash, _ => new Lazy<Task<RecountedCapabilities>>(() => Task.Run(() => Recount(package, cancellation), cancellation))).Value;
        }
        catch (OperationCanceledException)
        {
            _known.TryRemove(package.ContentHash, out _);
            throw;
        }
    }

    private static RecountedCapabilities Recount(ModulePackage package, CancellationToken cancellation)
    {
        if (!HasAssemblies(package.Path))
        {
            return new RecountedCapabilities(SharedMap.Version, []);
        }

        var folder = Directory.CreateTempSubdirectory("modulebuild-");
        try
        {
            var input = PackageInput.WithoutDependencies(package.Path, folder.FullName, cancellation);
            ImmutableArray<string> types = [.. ManifestReader.Read(ManifestPath, File.ReadAllBytes(Extracted(package.Path, folder.FullName))).Document?.Manifest.EntryPoints.Select(entry => entry.Type) ?? []];
            if (input.Problem is { } problem)
            {
                return Nothing($"its assemblies cannot be looked into: {problem}");
            }

            ImmutableArray<AnalyzedFile> files = [.. input.Files.Where(file => !file.IsNative).Select(file => file with { IsRoot = IsOwn(file.Path, package.Id, types) })];
            var isWider = !files.Any(file => file.IsRoot);
            if (isWider)
            {
                files = [.. files.Select(file => file with { IsRoot = IsAssembly(file.Path) })];
                isWider = files.Where(file => file.IsRoot).Select(file => Path.GetFileName(file.Path)).Distinct(StringComparer.OrdinalIgnoreCase).Count() > 1;
            }

            return files.FirstOrDefault(file => file.IsRoot && !IsAssembly(file.Path)) is { } unread ? Nothing($"{Path.GetFileName(unread.Path)} cannot be read.")
                : !files.Any(file => file.IsRoot) ? Nothing("it has no assembly that can be read.")
                : Of(CapabilityAnalysis.Run(new AnalysisRequest { Module = package.Id, Files = files, EntryPoints = types }, cancellation).Report) with { IsWider = isWider };
        }
        catch (Exception e) when (e is InvalidDataException || NamedFile.IsFileProblem(e))
        {
            return Nothing($"its assemblies cannot be looked into: {e.Message}");
        }
        finally
        {
            Delete(folder);
        }
    }

    private static RecountedCapabilities Of(CapabilityReport report) => new(
        report.MapVersion, [.. report.Capabilities.Select(reached => reached.Capability).Distinct().OrderBy(capability => capability.ToString(), StringComparer.Ordinal)]);

    private static RecountedCapabilities Nothing(string problem) => new(SharedMap.Version, [], problem);

    // The module's own assembly is where a build starts; those that it bundles count by what it calls of them. Where none is the module's own, for all that
    // is known, each may be what a host loads.
    private static bool IsOwn(string path, string id, ImmutableArray<string> entryPoints)
    {
        if (Path.GetFileNameWithoutExtension(path).Equals(id, StringComparison.OrdinalIgnoreCase))
        {
            return true;
        }

        using var assembly = entryPoints.IsEmpty ? null : ApiAssembly.Open(path);
        return assembly is not null && entryPoints.Any(type => assembly.FindType(type) is not null);
    }

    private static bool IsAssembly(string path)
    {
        using var assembly = ApiAssembly.Open(path);
        return assembly is not null;
    }

    private static bool HasAssemblies(string path)
    {
        try
        {
            using var archive = ZipFile.OpenRead(path);
            return archive.Entries.Any(entry => entry.FullName.EndsWith(".dll", StringComparison.OrdinalIgnoreCase));
        }
        catch (Exception e) when (e is InvalidDataException || NamedFile.IsFileProblem(e))
        {
            return true; // who looks into it says what is wrong
        }
    }

    private static string Extracted(string package, string folder)
    {
        using var archive = ZipFile.OpenRead(package);
        var entry = archive.GetEntry(ManifestPath) ?? throw new InvalidDataException("it has no manifest.");
        var path = Path.Combine(folder, "module.json");
        entry.ExtractToFile(path);
        return path;
    }

    private static void Delete(DirectoryInfo folder)
    {
        try
        {
            folder.Delete(recursive: true);
        }
        catch (Exception e) when (NamedFile.IsFileProblem(e))
        {
            // It is the system's folder for what may be deleted at any time.
        }
    }
}
