using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using ModuleBuild.Core.Manifest;
using ModuleBuild.Packaging;
using ModuleBuild.Packaging.Closure;
using ModuleBuild.Testing;

namespace ModuleBuild.Benchmarks.Stages;

/// <summary>A module with a closure of any size, whose packages lie on the disk as a restore leaves them.</summary>
internal sealed class SampleModule : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    /// <summary>Makes a module.</summary>
    /// <param name="packages">Number of packages in its closure.</param>
    public SampleModule(int packages)
    {
        Manifest = ModuleValidator.Validate(ManifestPath, ProjectFacts.None) is { Findings.IsEmpty: true, Manifest: { } manifest }
            ? manifest
            : throw new InvalidOperationException("The sample has findings.");
        ImmutableArray<string> ids = [.. Enumerable.Range(0, packages).Select(i => string.Create(CultureInfo.InvariantCulture, $"Package.{i:D4}"))];
        ImmutableArray<ClosureLibrary> libraries =
            [.. ids.Select((id, i) => new ClosureLibrary(id, "1.0.0", false, [.. ids.Skip(i + 1).Take(3).Select(next => next + "/1.0.0")], AddPackage(id)))];
        Closure = new RuntimeClosure("net10.0", [.. libraries.Take(10).Select(library => library.Key)], libraries, []);
        var assembly = _folder["Acme.Orders.dll"];
        File.WriteAllBytes(assembly, new byte[200_000]);
        Files = [new PackagedFile(assembly, "lib/net10.0/Acme.Orders.dll")];
    }

    /// <summary>Absolute path of the sample's manifest.</summary>
    public static string ManifestPath { get; } = Path.Combine(AppContext.BaseDirectory, "Sample", "module.json");

    public ModuleManifest Manifest { get; }

    public RuntimeClosure Closure { get; }

    public ImmutableArray<PackagedFile> Files { get; }

    /// <summary>Every file that an SBOM is made from.</summary>
    public IEnumerable<string> AllFiles => Directory.EnumerateFiles(_folder.Path, "*", SearchOption.AllDirectories);

    public void Dispose() => _folder.Dispose();

    private string AddPackage(string id)
    {
        var folder = $"{id.ToLowerInvariant()}/1.0.0";
        _folder.Write($"{folder}/{id.ToLowerInvariant()}.nuspec", $"""
            <?xml version="1.0" encoding="utf-8"?>
            <package xmlns="http://schemas.microsoft.com/packaging/2013/05/nuspec.xsd">
              <metadata>
                <id>{id}</id>
                <version>1.0.0</version>
                <authors>Somebody</authors>
                <license type="expression">Apache-2.0</license>
                <projectUrl>https://example.com/package</projectUrl>
                <description>A description of a usual length: it goes on for a line or two, but not for longer.</description>
                <copyright>Copyright © Somebody</copyright>
                <repository type="git" url="https://github.com/somebody/package" commit="0123456789abcdef0123456789abcdef01234567" />
              </metadata>
            </package>
            """);
        _folder.Write($"{folder}/{id.ToLowerInvariant()}.1.0.0.nupkg.sha512", Convert.ToBase64String(Encoding.ASCII.GetBytes(new string('x', 64))));
        return _folder[folder];
    }
}
