using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Emit;
using Microsoft.CodeAnalysis.Text;

namespace ModuleBuild.Security.Tests.Capabilities.Patterns;

/// <summary>Compiles C# to an assembly in a folder.</summary>
internal static class CompiledProgram
{
    private const string Prelude = """
        using System; using System.Collections; using System.Collections.Generic; using System.Diagnostics; using System.IO; using System.Linq;
        using System.Linq.Expressions; using System.Net.Http; using System.Reflection; using System.Runtime.CompilerServices;
        using System.Runtime.InteropServices; using System.Threading; using System.Threading.Tasks;
        static class Bad { public static int Do() { Process.Start("evil"); return 1; } }

        """;

    private static readonly Lazy<ImmutableArray<MetadataReference>> Framework = new(() =>
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(path => Path.GetDirectoryName(path) == Path.GetDirectoryName(typeof(object).Assembly.Location))
            .Select(path => MetadataReference.CreateFromFile(path)),
    ]);

    /// <summary>The assemblies of .NET that run here.</summary>
    public static ImmutableArray<MetadataReference> References => Framework.Value;

    /// <summary>Compiles a program of the pattern suite.</summary>
    public static string Pattern(string folder, string source, OptimizationLevel optimization) =>
        Compile(folder, "Program", Prelude + source, optimization);

    /// <summary>Compiles any source; other assemblies are named by path.</summary>
    public static string Compile(string folder, string name, string source, OptimizationLevel optimization = OptimizationLevel.Release, params string[] references)
    {
        var tree = CSharpSyntaxTree.ParseText(SourceText.From(source, System.Text.Encoding.UTF8), new CSharpParseOptions(LanguageVersion.Preview), Path.Combine(folder, name + ".cs"));
        var compilation = CSharpCompilation.Create(
            name,
            [tree],
            Framework.Value.AddRange(references.Select(path => MetadataReference.CreateFromFile(path))),
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, optimizationLevel: optimization, allowUnsafe: true, deterministic: true, nullableContextOptions: NullableContextOptions.Disable));
        var path = Path.Combine(folder, name + ".dll");
        using var image = File.Create(path);
        using var symbols = File.Create(Path.ChangeExtension(path, ".pdb"));
        var result = compilation.Emit(image, symbols, options: new EmitOptions(debugInformationFormat: DebugInformationFormat.PortablePdb));
        Assert.True(result.Success, string.Join("\n", result.Diagnostics.Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error)));
        return path;
    }
}
