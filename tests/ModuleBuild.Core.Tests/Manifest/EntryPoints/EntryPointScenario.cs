using System.Text;
using ModuleBuild.Core.Diagnostics;
using ModuleBuild.Core.Manifest;
using ModuleBuild.Core.Manifest.EntryPoints;

namespace ModuleBuild.Core.Tests.Manifest.EntryPoints;

/// <summary>A manifest with entry points beside a compiled <c>Acme.Orders.dll</c>.</summary>
internal sealed class EntryPointScenario : IDisposable
{
    public CompiledModule Module { get; } = new();

    public string Compile(string source, params string[] references) => Module.Compile("Acme.Orders", source, references);

    public IReadOnlyList<Finding> Check(string source, string type, params string[] references) =>
        CheckFile(Compile(source, references), [type], references);

    public IReadOnlyList<Finding> CheckFile(string assembly, string[] types, params string[] references) =>
        EntryPointChecker.Check(Document(types), assembly, references);

    public static ManifestDocument Document(params string[] types)
    {
        var entries = string.Join(",\n", types.Select((type, index) => $$"""    { "scope": "s{{index}}", "type": "{{type}}" }"""));
        var text = $"{{\n  \"entryPoints\": [\n{entries}\n  ]\n}}\n";
        return ManifestReader.Read("module.json", Encoding.UTF8.GetBytes(text)).Document!;
    }

    public void Dispose() => Module.Dispose();
}
