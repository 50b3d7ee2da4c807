using System.Text.Json;
using BenchmarkDotNet.Attributes;
using ModuleBuild.Core.Manifest;

namespace ModuleBuild.Benchmarks.Stages;

/// <summary>The validate stage on a manifest that uses nearly every field.</summary>
public class ManifestBenchmarks
{
    private readonly byte[] _bytes = File.ReadAllBytes(SampleModule.ManifestPath);

    /// <summary>The reference: what JSON alone costs.</summary>
    [Benchmark(Baseline = true)]
    public int JsonDocumentParse()
    {
        using var document = JsonDocument.Parse(_bytes);
        return document.RootElement.GetPropertyCount();
    }

    /// <summary>From bytes to a model with all findings.</summary>
    [Benchmark]
    public object Read() => ManifestReader.Read("module.json", _bytes);

    /// <summary>The whole stage: the file, and those that it names.</summary>
    [Benchmark]
    public object Validate() => ModuleValidator.Validate(SampleModule.ManifestPath, ProjectFacts.None);
}
