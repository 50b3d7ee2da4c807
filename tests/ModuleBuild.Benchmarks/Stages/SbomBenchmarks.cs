using System.Security.Cryptography;
using BenchmarkDotNet.Attributes;
using ModuleBuild.Core.Manifest;
using ModuleBuild.Packaging.Sbom;

namespace ModuleBuild.Benchmarks.Stages;

/// <summary>The sbom stage with all files in the system's cache, as after a restore.</summary>
public class SbomBenchmarks
{
    private SampleModule _module = null!;
    private SbomRequest _request = null!;

    /// <summary>Packages in the closure.</summary>
    [Params(40, 1000)]
    public int Packages { get; set; }

    /// <summary>Lays the packages out.</summary>
    [GlobalSetup]
    public void Setup()
    {
        _module = new SampleModule(Packages);
        _request = new SbomRequest(_module.Manifest, ProjectFacts.None, [_module.Closure], _module.Files, DateTimeOffset.UnixEpoch, "1.0.0", "10.0.100");
    }

    /// <summary>Removes them.</summary>
    [GlobalCleanup]
    public void Cleanup() => _module.Dispose();

    /// <summary>The reference: reading and hashing every file that the document is made from.</summary>
    [Benchmark(Baseline = true)]
    public int HashAllFiles() => _module.AllFiles.Sum(file => SHA256.HashData(File.ReadAllBytes(file))[0]);

    /// <summary>The whole stage.</summary>
    [Benchmark]
    public int Build() => SbomBuilder.Build(_request).Document!.Length;
}
