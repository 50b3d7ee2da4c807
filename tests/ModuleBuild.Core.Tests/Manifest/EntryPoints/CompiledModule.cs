using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace ModuleBuild.Core.Tests.Manifest.EntryPoints;

/// <summary>Compiles tiny assemblies into a folder of their own: what a module project would compile, without a build.</summary>
internal sealed class CompiledModule : IDisposable
{
    private static readonly MetadataReference CoreLibrary = MetadataReference.CreateFromFile(typeof(object).Assembly.Location);

    public CompiledModule() => Folder = Directory.CreateTempSubdirectory("modulebuild-").FullName;

    public string Folder { get; }

    public string HostingPath => Path.Combine(Folder, "refs", "Microsoft.Extensions.Hosting.Abstractions.dll");

    public string Compile(string name, string source, params string[] references)
    {
        if (!File.Exists(HostingPath))
        {
            Emit(HostingPath, "namespace Microsoft.Extensions.Hosting; public interface IHostApplicationBuilder;", []);
        }

        var path = Path.Combine(Folder, $"{name}.dll");
        Emit(path, "using Microsoft.Extensions.Hosting;\n" + source, [HostingPath, .. references]);
        return path;
    }

    public void Dispose() => Directory.Delete(Folder, recursive: true);

    private static void Emit(string path, string source, string[] references)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var result = CSharpCompilation.Create(
            Path.GetFileNameWithoutExtension(path),
            [CSharpSyntaxTree.ParseText(source)],
            [CoreLibrary, .. references.Select(reference => MetadataReference.CreateFromFile(reference))],
            new(OutputKind.DynamicallyLinkedLibrary, deterministic: true, allowUnsafe: true)).Emit(path);
        Assert.True(result.Success, string.Join('\n', result.Diagnostics));
    }
}
