using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace ModuleBuild.Analyzers.Tests.Infrastructure;

/// <summary>A module of one source file and one manifest, analyzed with <see cref="TestMap"/>.</summary>
internal sealed class Module
{
    public const string ManifestPath = "/acme/module.json";

    private const string Usings = """
        using System; using System.Collections.Generic; using System.Diagnostics; using System.IO; using System.Linq; using System.Net;
        using System.Net.Http; using System.Net.Http.Json; using System.Net.Sockets; using System.Runtime.InteropServices; using System.Threading.Tasks;

        """;

    private readonly string? _manifest;

    private Module(string? manifest)
    {
        _manifest = manifest;
    }

    public Dictionary<string, string> Properties { get; } = [];

    public Dictionary<string, ReportDiagnostic> Severities { get; } = [];

    public List<MetadataReference> MoreReferences { get; } = [];

    public static ImmutableArray<MetadataReference> References { get; } =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(path => Path.GetFileName(path).StartsWith("System.", StringComparison.Ordinal) || Path.GetFileName(path) is "netstandard.dll" or "mscorlib.dll")
            .Where(path => !Path.GetFileName(path).StartsWith("System.Composition", StringComparison.Ordinal))
            .Select(path => (MetadataReference)MetadataReference.CreateFromFile(path)),
    ];

    /// <summary>A module whose manifest requires permissions.</summary>
    public static Module With(params string[] permissions) => new(new JsonObject
    {
        ["manifestVersion"] = 1,
        ["permissions"] = new JsonObject { ["required"] = new JsonArray([.. permissions.Select(permission => (JsonNode)permission)]) },
    }.ToJsonString());

    public static Module WithManifest(string text) => new(text);

    public static Module WithoutManifest() => new(null);

    /// <summary>Source that stands in a method.</summary>
    public static string InMethod(string body) => "class C { async Task M(string any, HttpClient client) { await Task.Yield(); " + body + " } }";

    /// <summary>Expects findings at the marks of the source, and no other; each asks for a permission, in the order of the file.</summary>
    public async Task FindsAsync(string source, params string[] permissions)
    {
        var marked = MarkedSource.Parse(Usings + source);
        var found = await AnalyzeAsync(marked.Text);
        Assert.Equal(
            marked.Marked.Zip(permissions.Length == 0 ? [.. marked.Marked.Select(_ => "")] : permissions, (mark, permission) => Line(mark.Start, mark.Text, permission)),
            found.Select(diagnostic => Line(
                diagnostic.Location.SourceSpan.Start,
                marked.Text.Substring(diagnostic.Location.SourceSpan.Start, diagnostic.Location.SourceSpan.Length),
                permissions.Length == 0 ? "" : diagnostic.Properties["permission"]!)));
        Assert.True(permissions.Length == 0 || permissions.Length == marked.Marked.Length, "Each mark has a permission.");
    }

    public Task FindsNothingAsync(string source) => FindsAsync(source);

    /// <summary>The findings, in the order of the file.</summary>
    public async Task<ImmutableArray<Diagnostic>> AnalyzeAsync(string source, PermissionAnalyzer? analyzer = null)
    {
        var compilation = Compile(source);
        ImmutableArray<AdditionalText> files = _manifest is null ? [] : [new TextFile(ManifestPath, _manifest)];
        var options = new AnalyzerOptions(files, new ProjectProperties(Properties));
        var found = await compilation
            .WithAnalyzers([analyzer ?? new PermissionAnalyzer(TestMap.Map)], new CompilationWithAnalyzersOptions(
                options, (exception, _, _) => Assert.Fail(exception.ToString()), concurrentAnalysis: true, logAnalyzerExecutionTime: false))
            .GetAnalyzerDiagnosticsAsync(TestContext.Current.CancellationToken);
        return [.. found.OrderBy(diagnostic => diagnostic.Location.SourceSpan.Start).ThenBy(diagnostic => diagnostic.Properties["permission"], StringComparer.Ordinal)];
    }

    private CSharpCompilation Compile(string source)
    {
        var compilation = CSharpCompilation.Create(
            "Acme",
            [CSharpSyntaxTree.ParseText(source, new CSharpParseOptions(LanguageVersion.Preview))],
            [.. References, .. MoreReferences],
            new CSharpCompilationOptions(
                OutputKind.DynamicallyLinkedLibrary, allowUnsafe: true, specificDiagnosticOptions: Severities, nullableContextOptions: NullableContextOptions.Enable));
        Assert.Empty(compilation.GetDiagnostics(TestContext.Current.CancellationToken).Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error));
        return compilation;
    }

    private static string Line(int start, string text, string permission) =>
        string.Create(CultureInfo.InvariantCulture, $"{start}: {text} {permission}").TrimEnd();
}
