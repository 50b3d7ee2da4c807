using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using ModuleBuild.Core.Manifest;
using ModuleBuild.Packaging.Closure;
using ModuleBuild.Packaging.Sbom;
using ModuleBuild.Testing;
using NuGet.Versioning;

namespace ModuleBuild.Packaging.Tests.Sbom;

/// <summary>A module with made-up packages on disk: what the sbom stage reads, without a build.</summary>
internal sealed class SbomScenario : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public string Folder => _folder.Path;

    public ModuleManifest Manifest { get; set; } = new()
    {
        Id = "Acme.Orders",
        Version = SemanticVersion.Parse("1.2.0"),
        Name = "Acme Orders",
        Summary = "Imports orders and keeps them at hand.",
        License = new License("MIT", null),
    };

    public ProjectFacts Project => new() { ProjectFile = _folder["Acme.Orders.csproj"] };

    public ImmutableArray<RuntimeClosure> Closures { get; set; } = [];

    public ImmutableArray<PackagedFile> Files { get; set; } = [];

    public DateTimeOffset? Timestamp { get; set; } = new DateTimeOffset(2026, 11, 20, 10, 30, 0, TimeSpan.FromHours(2));

    public string? SdkVersion { get; set; } = "10.0.100";

    public SbomRequest Request => new(Manifest, Project, Closures, Files, Timestamp, "0.1.0", SdkVersion);

    /// <summary>One closure with libraries of which all are direct dependencies.</summary>
    public static RuntimeClosure Closure(string framework, params ClosureLibrary[] libraries) =>
        new(framework, [.. libraries.Select(library => library.Key)], [.. libraries], []);

    /// <summary>Extracts a package as restore does.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="metadata">XML within the nuspec's metadata.</param>
    /// <param name="version">Its version.</param>
    /// <param name="onNuGetOrg">Whether nuget.org signed it.</param>
    /// <param name="dependencies">Keys of what it needs.</param>
    public ClosureLibrary AddPackage(
        string id, string metadata = "", string version = "1.0.0", bool onNuGetOrg = false, params string[] dependencies)
    {
        var folder = $"packages/{id.ToLowerInvariant()}/{version}";
        var name = id.ToLowerInvariant();
        _folder.Write($"{folder}/{name}.nuspec", $"""
            <?xml version="1.0" encoding="utf-8"?>
            <package xmlns="http://schemas.microsoft.com/packaging/2013/05/nuspec.xsd">
              <metadata>
                <id>{id}</id>
                <version>{version}</version>
                {metadata}
                <dependencies><group targetFramework="net8.0"><dependency id="x" version="1.0.0" /></group></dependencies>
              </metadata>
            </package>
            """);
        _folder.Write($"{folder}/{name}.{version}.nupkg.sha512", Convert.ToBase64String(SHA512.HashData(Encoding.UTF8.GetBytes($"{id} {version}"))));
        _folder.Write($"{folder}/.signature.p7s", onNuGetOrg ? "\u0001\u0002https://api.nuget.org/v3/index.json\u0003" : "\u0001\u0002");
        return new ClosureLibrary(id, version, IsProject: false, [.. dependencies], _folder[folder]);
    }

    /// <summary>A file on its way into the package.</summary>
    public PackagedFile AddFile(string packagePath, string content = "content") =>
        new(_folder.Write($"build/{packagePath}", content), packagePath);

    /// <summary>A file that somebody put into the folder of a package.</summary>
    public string Write(ClosureLibrary library, string relativePath, string content) =>
        _folder.Write(Path.Combine(library.PackageFolder!, relativePath), content);

    /// <summary>The document, where nothing was found.</summary>
    public JsonNode Build()
    {
        var (document, findings) = SbomBuilder.Build(Request);
        Assert.Empty(findings);
        return JsonNode.Parse(document)!;
    }

    public void Dispose() => _folder.Dispose();
}
