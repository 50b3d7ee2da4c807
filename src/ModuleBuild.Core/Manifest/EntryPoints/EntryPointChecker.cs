using System.Collections.Immutable;
using ModuleBuild.Core.Diagnostics;

namespace ModuleBuild.Core.Manifest.EntryPoints;

/// <summary>
/// Checks entry points against the compiled assembly, from metadata, without loading it: the type exists, is public, not abstract
/// and not generic, has a public parameterless constructor and a public <c>void Configure(IHostApplicationBuilder)</c>.
/// </summary>
public static class EntryPointChecker
{
    /// <summary>What only this check finds: a run without it proves nothing about a baseline's entries with these codes.</summary>
    public static readonly ImmutableArray<DiagnosticDescriptor> Rules =
        [DiagnosticCatalog.EntryPointNotFound, DiagnosticCatalog.EntryPointContract];

    /// <summary>Checks all entry points of a manifest. Never throws for what the files are or hold.</summary>
    /// <param name="document">The manifest.</param>
    /// <param name="assemblyPath">The module's compiled assembly.</param>
    /// <param name="referencePaths">
    /// Assemblies that it was compiled against, for inherited contract members. Files beside the assembly count as well.
    /// </param>
    public static ImmutableArray<Finding> Check(ManifestDocument document, string assemblyPath, IReadOnlyList<string> referencePaths)
    {
        var entries = Entries(document);
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
                return Check(document, entries, assembly, assemblyPath, references);
            }
            catch (Exception e) when (DamagedMetadata.Explains(e))
            {
                return [.. entries.Select(entry => NotFound(
                    document, entry, assemblyPath, "That file, or an assembly that it refers to, is damaged. Build the project again."))];
            }
        }
    }

    private static ImmutableArray<Finding> Check(
        ManifestDocument document, ImmutableArray<Entry> entries, ModuleAssembly assembly, string assemblyPath, AssemblyReferences references)
    {
        var suggestion = new Lazy<EntryPointSuggestion>(() => new(assembly, references));
        var findings = ImmutableArray.CreateBuilder<Finding>();
        var missing = new List<int>();
        foreach (var entry in entries)
        {
            if (entry.Name.Assembly is { } other && !other.Equals(assembly.SimpleName, StringComparison.OrdinalIgnoreCase))
            {
                var advice = $"Entry points live in the module's own assembly: name a type of it, without ', {other}'.";
                findings.Add(NotFound(document, entry, assemblyPath, advice));
            }
            else if (assembly.FindType(entry.Name.Type) is { } type)
            {
                findings.AddRange(EntryPointContract.Problems(assembly, type, references).Select(problem => Report(
                    document, entry, DiagnosticCatalog.EntryPointContract, entry.Name.Type, problem.What, problem.Advice)));
            }
            else
            {
                missing.Add(findings.Count);
                findings.Add(NotFound(document, entry, assemblyPath, suggestion.Value.Advice(entry.Name.Type)));
            }
        }

        // One name is missing and one type is left over: only then is there one safe answer.
        if (missing is [var index] && suggestion.Value.OnlyEntryPoint is { } only && entries.All(entry => entry.Name.Type != only))
        {
            findings[index] = findings[index] with { Fix = document.Replacement(findings[index].Subject, only) };
        }

        return findings.DrainToImmutable();
    }

    /// <summary>The entries as they stand in the file: the model leaves those out that have findings already.</summary>
    private static ImmutableArray<Entry> Entries(ManifestDocument document)
    {
        var known = document.Manifest.EntryPoints.Select(entry => entry.Type).ToHashSet(StringComparer.Ordinal);
        var entries = ImmutableArray.CreateBuilder<Entry>();
        for (var index = 0; known.Count > 0 && document.Holds(FormattableString.Invariant($"/entryPoints/{index}")); index++)
        {
            var pointer = FormattableString.Invariant($"/entryPoints/{index}/type");
            if (document.TextOf(pointer) is { } type && known.Contains(type))
            {
                entries.Add(new(pointer, type, EntryPointName.Parse(type)));
            }
        }

        return entries.DrainToImmutable();
    }

    private static Finding NotFound(ManifestDocument document, Entry entry, string assemblyPath, string advice) =>
        Report(document, entry, DiagnosticCatalog.EntryPointNotFound, entry.Written, Path.GetFileName(assemblyPath), advice);

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

    private readonly record struct Entry(string Pointer, string Written, EntryPointName Name);
}
