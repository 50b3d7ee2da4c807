using System.Security.Cryptography;
using System.Text;
using BenchmarkDotNet.Attributes;
using ModuleBuild.Packaging.Docs;

namespace ModuleBuild.Benchmarks.Stages;

/// <summary>The docs stage: page and README section.</summary>
public class PageBenchmarks
{
    private DocsRequest _request = null!;
    private string _page = null!;

    /// <summary>Packages in the closure.</summary>
    [Params(40, 1000)]
    public int Packages { get; set; }

    /// <summary>Prepares the module; pages need nothing of the disk.</summary>
    [GlobalSetup]
    public void Setup()
    {
        using var module = new SampleModule(Packages);
        var schema = File.ReadAllText(Path.Combine(Path.GetDirectoryName(SampleModule.ManifestPath)!, "config.schema.json"));
        _request = new DocsRequest(module.Manifest, [module.Closure], schema);
        _page = ModuleDocs.Render(_request).Page;
    }

    /// <summary>The reference: hashing the page once it is there.</summary>
    [Benchmark(Baseline = true)]
    public int HashPage() => SHA256.HashData(Encoding.UTF8.GetBytes(_page))[0];

    /// <summary>The whole stage.</summary>
    [Benchmark]
    public object Render() => ModuleDocs.Render(_request);
}
