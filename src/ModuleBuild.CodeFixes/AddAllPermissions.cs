using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;

namespace ModuleBuild.CodeFixes;

/// <summary>All permissions that a document, a project or a solution lacks, at once: fixes that each change one file would overwrite each other.</summary>
internal sealed class AddAllPermissions : FixAllProvider
{
    /// <inheritdoc/>
    public override IEnumerable<FixAllScope> GetSupportedFixAllScopes() => [FixAllScope.Document, FixAllScope.Project, FixAllScope.Solution];

    /// <inheritdoc/>
    public override Task<CodeAction?> GetFixAsync(FixAllContext fixAllContext) => Task.FromResult<CodeAction?>(CodeAction.Create(
        "Add all missing permissions",
        cancellation => FixAsync(fixAllContext.WithCancellationToken(cancellation)),
        equivalenceKey: nameof(AddPermissionFix)));

    private static async Task<Solution> FixAsync(FixAllContext context)
    {
        var solution = context.Solution;
        IEnumerable<Project> projects = context.Scope == FixAllScope.Solution ? context.Solution.Projects : [context.Project];
        foreach (var project in projects)
        {
            ImmutableArray<Diagnostic> diagnostics = context is { Scope: FixAllScope.Document, Document: { } document }
                ? await context.GetDocumentDiagnosticsAsync(document).ConfigureAwait(false)
                : await context.GetAllDiagnosticsAsync(project).ConfigureAwait(false);
            solution = await ManifestEdit.AddAsync(solution, project, diagnostics, context.CancellationToken).ConfigureAwait(false);
        }

        return solution;
    }
}
