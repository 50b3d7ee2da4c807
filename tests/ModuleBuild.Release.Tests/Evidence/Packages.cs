using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;
using ModuleBuild.Core.Capabilities;
using ModuleBuild.Core.Capabilities.Reports;
using ModuleBuild.Core.Diagnostics;
using ModuleBuild.Core.Ports;
using ModuleBuild.Release.Evidence;
using ModuleBuild.Release.Model;
using ModuleBuild.Testing;
using ModuleBuild.Testing.NuGetServer;
using NuGet.Versioning;

namespace ModuleBuild.Release.Tests.Evidence;

/// <summary>A folder of packages, as a feed would bring them.</summary>
public sealed class Packages : IModulePackages, IDisposable
{
    private readonly TemporaryFolder _folder = new();

    /// <summary>Signatures that packages have, by id.</summary>
    public Dictionary<string, ModuleSignature> Signatures { get; } = [];

    /// <summary>How often somebody asked.</summary>
    public int Asked { get; private set; }

    /// <summary>The evidence of these packages.</summary>
    public EvidenceCollection Evidence => field ??= new EvidenceCollection(this);

    /// <summary>A module with the evidence that a good build gives.</summary>
    public static TestPackage Good(string id, string version = "1.0.0", int score = 90, params string[] notLookedAt) => TestPackage.Module(id, version)
        .WithFile($"lib/net10.0/{id}.dll", id)
        .WithEvidence("security.json", "metrics", Security(score, notLookedAt))
        .WithEvidence($"{id}.cdx.json", "sbom", Sbom([$"lib/net10.0/{id}.dll"], "Serilog@4.2.0"))
        .WithEvidence("capabilities.json", "capabilities", Capabilities(id, version));

    public static string Security(int score, params string[] notLookedAt) => new JsonObject
    {
        ["formatVersion"] = 1,
        ["securityScanPassed"] = true,
        ["score"] = score,
        ["minimumScore"] = 70,
        ["lost"] = new JsonArray(),
        ["notLookedAt"] = new JsonArray([.. notLookedAt.Select(word => (JsonNode)word)]),
        ["accepted"] = 0,
        ["metrics"] = new JsonObject { ["securityScore"] = score, ["loadTime"] = 150 },
    }.ToJsonString();

    public static string Sbom(string[] files, params string[] packages) => new JsonObject
    {
        ["bomFormat"] = "CycloneDX",
        ["specVersion"] = "1.7",
        ["metadata"] = new JsonObject
        {
            ["component"] = new JsonObject { ["components"] = new JsonArray([.. files.Select(File)]) },
        },
        ["components"] = new JsonArray([.. packages.Select(package => new JsonObject { ["type"] = "library", ["purl"] = $"pkg:nuget/{package}" })]),
        ["compositions"] = new JsonArray(new JsonObject { ["aggregate"] = "complete" }),
    }.ToJsonString();

    // Of a file that holds its own name.
    private static JsonObject File(string path) => new()
    {
        ["type"] = "file",
        ["name"] = path,
        ["hashes"] = new JsonArray(new JsonObject { ["alg"] = "SHA-256", ["content"] = Convert.ToHexStringLower(SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(Path.GetFileNameWithoutExtension(path)))) }),
    };

    public static string Capabilities(string id, string version, params string[] capabilities)
    {
        var reached = capabilities.Select(text => text.Split(':', 3)).Select(parts =>
            new ReachedCapability(new Capability($"{parts[0]}:{parts[1]}", parts.Length > 2 ? parts[2] : null), id, [new CallStep("A", "B.C()", null, 0)]));
        return System.Text.Encoding.UTF8.GetString(CapabilityReportFile.Write(new CapabilityReport(id, version, "map", [.. reached], [])));
    }

    /// <summary>Writes packages, and gives the set of them.</summary>
    public ModuleSet Add(params IEnumerable<TestPackage> packages) => ModuleSet.Of(
        packages.Select(package => new ReleasedModule(package.Id, package.Version, HashOf(package.WriteTo(_folder.Path)))), ImmutableDictionary<string, JsonElement>.Empty);

    public string PathOf(string id, string version = "1.0.0") => Path.Combine(_folder.Path, $"{id}.{version}.nupkg");

    public Task<SourceAnswer<ModulePackage>> GetAsync(string id, NuGetVersion version, CancellationToken cancellation)
    {
        Asked++;
        var path = PathOf(id, version.ToNormalizedString());
        return Task.FromResult(System.IO.File.Exists(path)
            ? SourceAnswer.Of(new ModulePackage(id, version, path, HashOf(path), Signatures.GetValueOrDefault(id)))
            : SourceAnswer.Failed<ModulePackage>(Finding.Create(DiagnosticCatalog.SourceFailed, SourceLocation.None, "feed", "it does not answer.")));
    }

    public void Dispose() => _folder.Dispose();

    private static string HashOf(string path) => Convert.ToBase64String(SHA512.HashData(System.IO.File.ReadAllBytes(path)));
}
