using System.Collections.Immutable;
using ModuleBuild.Core.Diagnostics;

namespace ModuleBuild.Core.Manifest.EntryPoints;

/// <summary>
/// Checks entry points against the compiled assembly, from metadata, without loading it: the type exists, is public, not abstract
/// and not generic, has a public parameterless constructor and a public <c>void Configure(IHostApplicationBuilder)</c>.
/// </summary>
public static class EntryPointChecker
{
    /// <summary>Checks all entry points of a manifest. Never throws for what the files are or hold.</summary>
    /// <param name="document">The manifest.</param>
    /// <param name="assemblyPath">The module's compiled assembly.</param>
    /// <param name="referencePaths">
    /// Assemblies that it was compiled against, for inherited contract members. Files beside the assembly count as well.
    /// </param>
    public static ImmutableArray<Finding> Check(ManifestDocument document, string assemblyPath, IReadOnlyList<string> referencePaths)
    {
        // A type that is missing or empty in the manifest has its own finding.
        var entries = document.Manifest.EntryPoints
            .Select((entry, index) => new Entry($"/entryPoints/{index}/type", entry.Type))
            .Where(entry => entry.Type.Length > 0)
            .ToImmutableArray();
        if (entries.IsEmpty)
        {
            return [];
        }

        var (assembly, problem) = ModuleAssembly.Open(assemblyPath);
        if (assembly is null)
        {
            return [.. entries.Select(entry => NotFound(document, entry, assemblyPath, problem!))];
        }

        using (assembly)
        using (var references = new AssemblyReferences([.. referencePaths, .. Beside(assemblyPath)]))
        {
            try
            {
                return [.. entries.SelectMany(entry => Check(document, entry, assembly, assemblyPath, references))];
            }
            catch (Exception e) when (DamagedMetadata.Explains(e))
            {
                return [.. entries.Select(entry => NotFound(
                    document, entry, assemblyPath, "That file, or an assembly that it refers to, is damaged. Build the project again."))];
            }
        }
    }

    private static IEnumerable<Finding> Check(
        ManifestDocument document, Entry entry, ModuleAssembly assembly, string assemblyPath, AssemblyReferences references)
    {
        var name = EntryPointName.Parse(entry.Type);
        if (name.Assembly is not null && !name.Assembly.Equals(assembly.SimpleName, StringComparison.OrdinalIgnoreCase))
        {
            var advice = $"Entry points live in the module's own assembly: name a type of it, without ', {name.Assembly}'.";
            return [NotFound(document, entry, assemblyPath, advice)];
        }

        if (assembly.FindType(name.Type) is { } type)
        {
            return EntryPointContract.Problems(assembly, type, references).Select(problem =>
                Report(document, entry, DiagnosticCatalog.EntryPointContract, name.Type, problem.What, problem.Advice));
        }

        return [NotFound(document, entry, assemblyPath, new EntryPointSuggestion(assembly, references).Advice(name.Type))];
    }

    private static Finding NotFound(ManifestDocument document, Entry entry, string assemblyPath, string advice) =>
        Report(document, entry, DiagnosticCatalog.EntryPointNotFound, entry.Type, Path.GetFileName(assemblyPath), advice);

    private static Finding Report(ManifestDocument document, Entry entry, DiagnosticDescriptor descriptor, params string[] arguments) =>
        Finding.Create(descriptor, document.LocateValue(entry.Pointer), [.. arguments]) with { Subject = entry.Pointer };

    private static string[] Beside(string assemblyPath)
    {
        try
        {
            return Directory.GetFiles(Path.GetDirectoryName(Path.GetFullPath(assemblyPath))!, "*.dll");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    private readonly record struct Entry(string Pointer, string Type);
}
