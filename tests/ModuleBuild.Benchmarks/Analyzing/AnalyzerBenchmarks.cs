extern alias analyzers;

using System.Collections.Immutable;
using System.Diagnostics;
using analyzers::ModuleBuild.Analyzers;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace ModuleBuild.Benchmarks.Analyzing;

/// <summary>What the analyzer costs beside the compiler: 70,000 lines, parsed, bound and emitted in this process, and the time of its own actions.</summary>
internal static class AnalyzerBenchmarks
{
    private const int Lines = 70_000;

    private const string Manifest = """
        { "permissions": { "required": [ "network:access:api.example.com", "file:write:/srv/acme", "environment:read:ACME_MODE" ] } }
        """;

    /// <summary>Measures.</summary>
    /// <param name="rounds">Rounds that count, after one to warm up.</param>
    public static async Task RunAsync(int rounds)
    {
        var files = GeneratedModule.Write(Lines);
        var (plain, own) = (new List<double>(), new List<double>());
        for (var round = -1; round < rounds; round++)
        {
            var compilation = Parse(files, out var parsing);
            plain.Add(parsing + Emit(compilation));
            own.Add(await AnalyzeAsync(compilation.Clone()));
        }

        var (without, time) = (Median(plain), Median(own));
        Console.WriteLine(FormattableString.Invariant($"{files.Count} files, {files.Sum(file => file.Count(c => c == '\n'))} lines, medians of {rounds} rounds"));
        Console.WriteLine(FormattableString.Invariant($"compiler alone                  {without:F0} ms"));
        Console.WriteLine(FormattableString.Invariant($"time in the analyzer's actions  {time:F0} ms, {100 * time / without:F1} % of the compiler alone"));
    }

    private static CSharpCompilation Parse(IReadOnlyList<string> files, out double milliseconds)
    {
        GC.Collect();
        var start = Stopwatch.GetTimestamp();
        var compilation = CSharpCompilation.Create(
            "Acme",
            files.AsParallel().AsOrdered().Select((file, index) => CSharpSyntaxTree.ParseText(file, path: FormattableString.Invariant($"{index}.cs"))),
            References.Value,
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));
        milliseconds = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        return compilation;
    }

    private static double Emit(CSharpCompilation compilation)
    {
        var start = Stopwatch.GetTimestamp();
        using var image = new MemoryStream();
        Expect(compilation.Emit(image).Diagnostics);
        return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
    }

    // The time of the analyzer's own actions, as -p:ReportAnalyzer=true shows it: what the compiler binds for it, it binds once for all.
    private static async Task<double> AnalyzeAsync(CSharpCompilation compilation)
    {
        var analyzer = new PermissionAnalyzer();
        var found = await compilation
            .WithAnalyzers([analyzer], new CompilationWithAnalyzersOptions(
                new AnalyzerOptions([new ManifestText(Manifest)]), null, concurrentAnalysis: false, logAnalyzerExecutionTime: true))
            .GetAnalysisResultAsync(CancellationToken.None);
        Expect(found.GetAllDiagnostics());
        return found.AnalyzerTelemetryInfo[analyzer].ExecutionTime.TotalMilliseconds;
    }

    private static void Expect(ImmutableArray<Diagnostic> diagnostics)
    {
        if (diagnostics.FirstOrDefault(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error) is { } error)
        {
            throw new InvalidOperationException(error.ToString());
        }
    }

    private static double Median(List<double> values)
    {
        // The first is for the warm-up.
        var sorted = values.Skip(1).Order().ToList();
        return sorted[sorted.Count / 2];
    }

    private static Lazy<ImmutableArray<MetadataReference>> References { get; } = new(() =>
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(path => Path.GetDirectoryName(path) == Path.GetDirectoryName(typeof(object).Assembly.Location))
            .Select(path => (MetadataReference)MetadataReference.CreateFromFile(path)),
    ]);

    private sealed class ManifestText(string text) : AdditionalText
    {
        public override string Path => "/acme/module.json";

        public override SourceText GetText(CancellationToken cancellationToken = default) => SourceText.From(text);
    }
}
