using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using ModuleBuild.Core.Diagnostics;
using ModuleBuild.Core.Manifest;
using ModuleBuild.Core.Manifest.Ranges;
using ModuleBuild.Security.Compatibility;
using ModuleBuild.Security.Tests.Capabilities.Patterns;
using ModuleBuild.Testing;
using NuGet.Versioning;

namespace ModuleBuild.Security.Tests.Compatibility;

/// <summary>Versions of a host <c>Acme.Gateway</c>, and the module <c>Acme.Orders</c>, compiled from source.</summary>
internal sealed class HostScenario : IDisposable
{
    private static readonly string[] Framework = Directory.GetFiles(Path.GetDirectoryName(typeof(object).Assembly.Location)!, "System*.dll");

    private readonly TemporaryFolder _folder = new();
    private readonly List<HostVersion> _versions = [];
    private readonly List<string> _watched = ["Acme.Gateway"];
    private string _module = string.Empty;
    private ImmutableArray<string> _references = [];

    public string Range { get; init; } = "[8.3,9.0)";

    /// <summary>Whether the assemblies of .NET are at hand, as they are in a build.</summary>
    public bool WithFramework { get; init; } = true;

    public string ModulePath => _module;

    /// <summary>Adds a version of the host.</summary>
    /// <param name="version">Its number.</param>
    /// <param name="source">Its source, in <c>namespace Acme.Gateway</c>.</param>
    /// <param name="more">A second assembly <c>Acme.Gateway.Types</c> below it.</param>
    public HostScenario Host(string version, string source, string? more = null)
    {
        var folder = Directory.CreateDirectory(_folder[version]).FullName;
        var types = more is null ? null : CompiledProgram.Compile(folder, "Acme.Gateway.Types", Wrapped(more));
        var gateway = CompiledProgram.Compile(folder, "Acme.Gateway", source.StartsWith("[assembly", StringComparison.Ordinal) ? source : Wrapped(source), OptimizationLevel.Release, types is null ? [] : [types]);
        _versions.Add(new HostVersion(NuGetVersion.Parse(version), types is null ? [gateway] : [gateway, types], ["net8.0"]));
        return this;
    }

    /// <summary>Compiles the module against one of the versions.</summary>
    public HostScenario Module(string source, string against = "8.3.0")
    {
        var host = _versions.Single(each => each.Version == NuGetVersion.Parse(against));
        _references = host.Assemblies;
        _module = CompiledProgram.Compile(
            Directory.CreateDirectory(_folder["module"]).FullName, "Acme.Orders", "using System; using Acme.Gateway; namespace Acme.Orders;\n" + source, OptimizationLevel.Release, [.. host.Assemblies]);
        return this;
    }

    public HostScenario Watching(params string[] assemblies)
    {
        _watched.AddRange(assemblies);
        return this;
    }

    /// <summary>Replaces the bytes of the module.</summary>
    public void Overwrite(byte[] bytes) => File.WriteAllBytes(_module, bytes);

    /// <summary>Replaces the bytes of a version of the host.</summary>
    public void Overwrite(string version, byte[] bytes) => File.WriteAllBytes(_folder[$"{version}/Acme.Gateway.dll"], bytes);

    public byte[] BytesOf(string version) => File.ReadAllBytes(_folder[$"{version}/Acme.Gateway.dll"]);

    public ImmutableArray<Finding> Findings() => Compare().Findings;

    public HostComparisonResult Compare() => HostComparison.Run(
        new ModuleUnderTest(_module, [.. _references, .. WithFramework ? Framework : []]),
        new Requirement("Acme.Gateway", new WrittenRange(Range, RangeReader.Parse(Range).Range!), new SourceLocation("module.json", 3, 21), "/host/Acme.Gateway", IsHost: true)
        {
            CompiledAgainst = NuGetVersion.Parse("8.3.0"),
            Assemblies = [.. _watched],
        },
        [.. _versions.OrderBy(version => version.Version)],
        TestContext.Current.CancellationToken);

    /// <summary>Code and message of each finding.</summary>
    public string[] Found() => [.. Findings().Select(finding => $"{finding.Code} {finding.Message}")];

    public void Dispose() => _folder.Dispose();

    private static string Wrapped(string source) => $"using System; namespace Acme.Gateway;\n{source}";
}
