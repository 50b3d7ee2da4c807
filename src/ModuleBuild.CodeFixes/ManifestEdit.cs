using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace ModuleBuild.CodeFixes;

/// <summary>Changes the manifest of a project, which is one of its additional documents.</summary>
internal static class ManifestEdit
{
    // Keys of the diagnostics' properties; ModuleBuild.Analyzers sets them.
    private const string Permission = "permission";
    private const string Manifest = "manifest";

    /// <summary>The permission that a diagnostic asks for, or null.</summary>
    /// <param name="diagnostic">The diagnostic.</param>
    public static string? PermissionOf(Diagnostic diagnostic) => diagnostic.Properties.TryGetValue(Permission, out var permission) ? permission : null;

    /// <summary>The manifest that a diagnostic was judged by, or null.</summary>
    /// <param name="project">The project.</param>
    /// <param name="diagnostic">The diagnostic.</param>
    public static TextDocument? ManifestOf(Project project, Diagnostic diagnostic) =>
        diagnostic.Properties.TryGetValue(Manifest, out var path)
            ? project.AdditionalDocuments.FirstOrDefault(document => document.FilePath == path)
            : null;

    /// <summary>The solution with all the permissions that diagnostics of a project ask for, in ordinal order.</summary>
    /// <param name="solution">The solution.</param>
    /// <param name="project">The project.</param>
    /// <param name="diagnostics">The diagnostics.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public static async Task<Solution> AddAsync(
        Solution solution, Project project, ImmutableArray<Diagnostic> diagnostics, CancellationToken cancellationToken)
    {
        if (diagnostics.Select(diagnostic => ManifestOf(project, diagnostic)).FirstOrDefault(found => found is not null) is not { } manifest)
        {
            return solution;
        }

        var source = await manifest.GetTextAsync(cancellationToken).ConfigureAwait(false);
        var text = source.ToString();
        foreach (var permission in diagnostics.Select(PermissionOf).OfType<string>().Distinct(StringComparer.Ordinal).OrderBy(one => one, StringComparer.Ordinal))
        {
            text = PermissionInsertion.Add(text, permission) ?? text;
        }

        return solution.WithAdditionalDocumentText(manifest.Id, SourceText.From(text, source.Encoding, source.ChecksumAlgorithm));
    }
}
