using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;
using ModuleBuild.Analyzers.Tests.Infrastructure;
using ModuleBuild.CodeFixes;

namespace ModuleBuild.Analyzers.Tests.Fixes;

/// <summary>The fix in a workspace, as an editor runs it.</summary>
public sealed class AddPermissionFixTests
{
    private const string Source = """
        using System.IO;
        class C
        {
            void M(string any) { File.Delete("b.txt"); File.Delete("a.txt"); File.Delete("a.txt"); File.ReadAllText(any); }
            [System.Runtime.InteropServices.DllImport("libacme")] static extern int beep();
        }
        """;

    private const string Other = """class D { void M() => System.Environment.GetEnvironmentVariable("ACME_KEY"); }""";

    private const string Manifest = "{\n  \"permissions\": {\n    \"required\": [\n      \"x-acme:open:doors\"\n    ]\n  }\n}\n";

    [Fact]
    public async Task Fix_adds_the_permission_to_the_manifest()
    {
        using var editor = new Editor(Manifest, Source);
        var diagnostic = (await editor.AnalyzeAsync()).First();

        var action = Assert.Single(await editor.FixesOfAsync(diagnostic));
        var fixedManifest = await editor.ApplyAsync(action);

        Assert.Equal("Add 'file:write:b.txt' to module.json", action.Title);
        Assert.Equal(Manifest.Replace("\"x-acme:open:doors\"", "\"x-acme:open:doors\",\n      \"file:write:b.txt\"", StringComparison.Ordinal), fixedManifest);
        Assert.DoesNotContain(diagnostic.Location, (await editor.AnalyzeAsync()).Select(found => found.Location));
    }

    [Fact]
    public async Task Fix_for_all_of_a_document_leaves_the_others()
    {
        using var editor = new Editor(Manifest, Source, Other);

        await editor.FixAllAsync(FixAllScope.Document);

        Assert.Equal(["environment:read:ACME_KEY"], (await editor.AnalyzeAsync()).Select(found => found.Properties["permission"]));
    }

    [Fact]
    public async Task Fix_for_all_of_a_project_leaves_nothing()
    {
        using var editor = new Editor(Manifest, Source, Other);

        var manifest = await editor.FixAllAsync(FixAllScope.Project);

        Assert.Empty(await editor.AnalyzeAsync());
        Assert.Equal(
            Manifest.Replace(
                "\"x-acme:open:doors\"",
                string.Join(",\n      ", "\"x-acme:open:doors\"", "\"environment:read:ACME_KEY\"", "\"file:read:*\"", "\"file:write:a.txt\"", "\"file:write:b.txt\"", "\"native:load:libacme\""),
                StringComparison.Ordinal),
            manifest);
    }

    [Fact]
    public async Task Fix_for_all_of_a_solution_leaves_nothing()
    {
        using var editor = new Editor(Manifest, Source, Other);

        await editor.FixAllAsync(FixAllScope.Solution);

        Assert.Empty(await editor.AnalyzeAsync());
    }

    /// <summary>A workspace with one project, its sources and its manifest.</summary>
    private sealed class Editor : IDisposable
    {
        private readonly AdhocWorkspace _workspace = new();
        private readonly ProjectId _project = ProjectId.CreateNewId();
        private readonly DocumentId _manifest;

        public Editor(string manifest, params string[] sources)
        {
            var solution = _workspace.CurrentSolution
                .AddProject(_project, "Acme", "Acme", LanguageNames.CSharp)
                .WithProjectCompilationOptions(_project, new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary))
                .AddMetadataReferences(_project, Module.References)
                .AddAnalyzerReference(_project, new AnalyzerImageReference([new PermissionAnalyzer(TestMap.Map)]));
            foreach (var (source, index) in sources.Select((source, index) => (source, index)))
            {
                solution = solution.AddDocument(DocumentId.CreateNewId(_project), FormattableString.Invariant($"{index}.cs"), source);
            }

            _manifest = DocumentId.CreateNewId(_project);
            solution = solution.AddAdditionalDocument(_manifest, "module.json", SourceText.From(manifest), filePath: Module.ManifestPath);
            Assert.True(_workspace.TryApplyChanges(solution));
        }

        private Project Project => _workspace.CurrentSolution.GetProject(_project)!;

        public async Task<ImmutableArray<Diagnostic>> AnalyzeAsync()
        {
            var project = Project;
            var compilation = (await project.GetCompilationAsync(TestContext.Current.CancellationToken))!;
            var found = await compilation
                .WithAnalyzers([new PermissionAnalyzer(TestMap.Map)], project.AnalyzerOptions)
                .GetAnalyzerDiagnosticsAsync(TestContext.Current.CancellationToken);
            return [.. found.OrderBy(diagnostic => diagnostic.Location.SourceTree!.FilePath, StringComparer.Ordinal).ThenBy(diagnostic => diagnostic.Location.SourceSpan.Start)];
        }

        public async Task<IReadOnlyList<CodeAction>> FixesOfAsync(Diagnostic diagnostic)
        {
            var actions = new List<CodeAction>();
            var document = Project.GetDocument(diagnostic.Location.SourceTree)!;
            await new AddPermissionFix().RegisterCodeFixesAsync(
                new CodeFixContext(document, diagnostic, (action, _) => actions.Add(action), TestContext.Current.CancellationToken));
            return actions;
        }

        public async Task<string> ApplyAsync(CodeAction action)
        {
            var operations = await action.GetOperationsAsync(TestContext.Current.CancellationToken);
            Assert.Single(operations.OfType<ApplyChangesOperation>()).Apply(_workspace, TestContext.Current.CancellationToken);
            return (await Project.GetAdditionalDocument(_manifest)!.GetTextAsync(TestContext.Current.CancellationToken)).ToString();
        }

        public async Task<string> FixAllAsync(FixAllScope scope)
        {
            var fix = new AddPermissionFix();
            var context = new FixAllContext(
                Project.Documents.First(), fix, scope, nameof(AddPermissionFix), fix.FixableDiagnosticIds, new Found(this), TestContext.Current.CancellationToken);
            return await ApplyAsync((await fix.GetFixAllProvider().GetFixAsync(context))!);
        }

        public void Dispose() => _workspace.Dispose();

        private sealed class Found(Editor editor) : FixAllContext.DiagnosticProvider
        {
            public override async Task<IEnumerable<Diagnostic>> GetAllDiagnosticsAsync(Project project, CancellationToken cancellationToken) => await editor.AnalyzeAsync();

            public override async Task<IEnumerable<Diagnostic>> GetDocumentDiagnosticsAsync(Document document, CancellationToken cancellationToken)
            {
                var tree = await document.GetSyntaxTreeAsync(cancellationToken);
                return (await editor.AnalyzeAsync()).Where(diagnostic => diagnostic.Location.SourceTree == tree);
            }

            public override Task<IEnumerable<Diagnostic>> GetProjectDiagnosticsAsync(Project project, CancellationToken cancellationToken) =>
                Task.FromResult<IEnumerable<Diagnostic>>([]);
        }
    }
}
