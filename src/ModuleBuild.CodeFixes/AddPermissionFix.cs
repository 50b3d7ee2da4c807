using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;

namespace ModuleBuild.CodeFixes;

/// <summary>Adds the missing permission to <c>module.json</c>, as narrow as the code says it.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(AddPermissionFix))]
[Shared]
public sealed class AddPermissionFix : CodeFixProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ["MB2001", "MB2006"];

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => new AddAllPermissions();

    /// <inheritdoc/>
    public override Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        var project = context.Document.Project;
        foreach (var diagnostic in context.Diagnostics)
        {
            if (ManifestEdit.PermissionOf(diagnostic) is { } permission && ManifestEdit.ManifestOf(project, diagnostic) is { } manifest)
            {
                context.RegisterCodeFix(
                    CodeAction.Create(
                        $"Add '{permission}' to {manifest.Name}",
                        cancellation => ManifestEdit.AddAsync(project.Solution, project, [diagnostic], cancellation),
                        equivalenceKey: nameof(AddPermissionFix)),
                    diagnostic);
            }
        }

        return Task.CompletedTask;
    }
}
