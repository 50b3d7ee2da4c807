using System.Collections.Immutable;
using System.IO.Compression;
using System.Security;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace ModuleBuild.Testing.NuGetServer;

/// <summary>
/// A package made on the spot, without a build: <c>TestPackage.Module("Acme.A", "1.0.0").DependsOn("Acme.B", "[1.0,2.0)").WriteTo(folder)</c>.
/// The same package gives the same bytes. Every method returns a new package.
/// </summary>
public sealed record TestPackage
{
    private static readonly DateTimeOffset Time = new(2026, 1, 2, 3, 4, 6, TimeSpan.Zero);

    private TestPackage(string id, string version, JsonObject? manifest)
    {
        Id = id;
        Version = version;
        ManifestText = manifest?.ToJsonString();
    }

    /// <summary>Its id.</summary>
    public string Id { get; }

    /// <summary>Its version.</summary>
    public string Version { get; }

    /// <summary>Name of its file.</summary>
    public string FileName => $"{Id}.{Version}.nupkg";

    /// <summary>Text of <c>module/module.json</c>; null where the package is no module.</summary>
    public string? ManifestText { get; private init; }

    private ImmutableSortedDictionary<string, byte[]> Files { get; init; } =
        ImmutableSortedDictionary.Create<string, byte[]>(StringComparer.Ordinal);

    private ImmutableArray<(string Id, string Range)> Needs { get; init; } = [];

    private ImmutableArray<(string Path, string Kind)> Proofs { get; init; } = [];

    /// <summary>A module that needs nothing and runs on host <c>Acme.Host</c> 1.0 or newer.</summary>
    /// <param name="id">Package id.</param>
    /// <param name="version">SemVer 2.</param>
    public static TestPackage Module(string id, string version) => new(id, version, new JsonObject
    {
        ["manifestVersion"] = 1,
        ["id"] = id,
        ["version"] = version,
        ["name"] = "A module",
        ["summary"] = "A module of the tests.",
        ["license"] = "MIT",
        ["links"] = new JsonObject { ["repository"] = "https://example.com/acme" },
        ["host"] = new JsonObject { ["Acme.Host"] = "1.0" },
        ["entryPoints"] = new JsonArray(new JsonObject { ["scope"] = "server", ["type"] = "Acme.Entry" }),
    });

    /// <summary>A package without a <c>module/</c> folder.</summary>
    /// <param name="id">Package id.</param>
    /// <param name="version">SemVer 2.</param>
    public static TestPackage Library(string id, string version) => new(id, version, null);

    /// <summary>Adds a dependency: to the manifest where there is one, and, where it is required, to the nuspec with its lowest version.</summary>
    /// <param name="id">Package id.</param>
    /// <param name="range">Range as written in a manifest.</param>
    /// <param name="kind"><c>optional</c> or <c>peer</c>; null for a required one.</param>
    public TestPackage DependsOn(string id, string range = "*", string? kind = null)
    {
        JsonNode dependency = kind is null ? range : new JsonObject { ["version"] = range, ["kind"] = kind };
        var edited = ManifestText is null ? this : WithField("dependencies", id, dependency);
        return kind is null ? edited with { Needs = edited.Needs.Add((id, NuspecRange(range))) } : edited;
    }

    /// <summary>Replaces the hosts by one.</summary>
    /// <param name="id">Id of the host.</param>
    /// <param name="range">Versions on which the module runs.</param>
    public TestPackage OnHost(string id, string range) => WithField("host", new JsonObject { [id] = range });

    /// <summary>Adds a conflict.</summary>
    /// <param name="id">Package id.</param>
    /// <param name="range">Versions with which the module cannot be in one set.</param>
    public TestPackage ConflictsWith(string id, string range = "*") => WithField("conflicts", id, range);

    /// <summary>Adds permissions that the module requires.</summary>
    /// <param name="permissions">For example <c>network:access:api.example.com</c>.</param>
    public TestPackage Requires(params string[] permissions) =>
        WithField("permissions", "required", new JsonArray([.. permissions.Select(permission => JsonValue.Create(permission))]));

    /// <summary>Sets a field of the manifest.</summary>
    /// <param name="field">Its name.</param>
    /// <param name="value">Its value.</param>
    public TestPackage WithField(string field, JsonNode? value)
    {
        var manifest = JsonNode.Parse(ManifestText ?? throw new InvalidOperationException($"{Id} is no module."))!.AsObject();
        manifest[field] = value;
        return WithManifest(manifest.ToJsonString());
    }

    /// <summary>Sets a field of an object in the manifest.</summary>
    /// <param name="container">Name of the object, made if need be.</param>
    /// <param name="field">Name of the field in it.</param>
    /// <param name="value">Its value.</param>
    public TestPackage WithField(string container, string field, JsonNode value)
    {
        var inner = JsonNode.Parse(ManifestText!)![container]?.DeepClone().AsObject() ?? [];
        inner[field] = value;
        return WithField(container, inner);
    }

    /// <summary>Replaces <c>module/module.json</c> by any text.</summary>
    /// <param name="text">The text.</param>
    public TestPackage WithManifest(string text) => this with { ManifestText = text };

    /// <summary>Adds a file.</summary>
    /// <param name="path">Path in the package.</param>
    /// <param name="content">Its text.</param>
    public TestPackage WithFile(string path, string content) => WithFile(path, Encoding.UTF8.GetBytes(content));

    /// <summary>Adds a file.</summary>
    /// <param name="path">Path in the package.</param>
    /// <param name="content">Its bytes.</param>
    public TestPackage WithFile(string path, byte[] content) => this with { Files = Files.SetItem(path, content) };

    /// <summary>Adds a file of evidence, listed in <c>module/evidence.json</c>.</summary>
    /// <param name="name">Name below <c>module/</c>.</param>
    /// <param name="kind">Its kind, for example <c>metrics</c>.</param>
    /// <param name="content">Its text.</param>
    public TestPackage WithEvidence(string name, string kind, string content) =>
        WithFile($"module/{name}", content) with { Proofs = Proofs.Add(($"module/{name}", kind)) };

    /// <summary>Adds a changelog that tells of its version.</summary>
    public TestPackage WithChangelog(string notes = "- Something.") =>
        WithEvidence("CHANGELOG.md", "changelog", $"# Changelog\n\n## [{Version}] - 2026-01-02\n\n{notes}\n");

    /// <summary>Adds an SBOM that answers for all files so far: to be called last.</summary>
    public TestPackage WithSbom()
    {
        var files = Files.Where(file => !file.Key.StartsWith("module/", StringComparison.Ordinal)).Select(file => new JsonObject
        {
            ["type"] = "file",
            ["name"] = file.Key,
            ["hashes"] = new JsonArray(new JsonObject { ["alg"] = "SHA-256", ["content"] = Convert.ToHexStringLower(SHA256.HashData(file.Value)) }),
        });
        return WithEvidence($"{Id}.cdx.json", "sbom", new JsonObject
        {
            ["bomFormat"] = "CycloneDX",
            ["specVersion"] = "1.7",
            ["metadata"] = new JsonObject { ["component"] = new JsonObject { ["type"] = "library", ["name"] = Id, ["version"] = Version, ["components"] = new JsonArray([.. files]) } },
            ["components"] = new JsonArray(),
        }.ToJsonString());
    }

    /// <summary>Writes the .nupkg into a folder, which is made if need be.</summary>
    /// <param name="folder">A folder feed, or what a server serves.</param>
    /// <returns>Path of the file.</returns>
    public string WriteTo(string folder)
    {
        Directory.CreateDirectory(folder);
        var path = Path.Combine(folder, FileName);
        File.WriteAllBytes(path, ToBytes());
        return path;
    }

    /// <summary>The bytes of the .nupkg.</summary>
    public byte[] ToBytes()
    {
        using var stream = new MemoryStream();
        using (var archive = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (path, content) in AllFiles())
            {
                var entry = archive.CreateEntry(path);
                entry.LastWriteTime = Time;
                using var target = entry.Open();
                target.Write(content);
            }
        }

        return stream.ToArray();
    }

    private IEnumerable<(string Path, byte[] Content)> AllFiles()
    {
        yield return ($"{Id}.nuspec", Encoding.UTF8.GetBytes(Nuspec()));
        if (ManifestText is not null)
        {
            yield return ("module/module.json", Encoding.UTF8.GetBytes(ManifestText));
            if (!Files.ContainsKey("module/evidence.json"))
            {
                yield return ("module/evidence.json", Encoding.UTF8.GetBytes(Evidence()));
            }
        }

        foreach (var (path, content) in Files)
        {
            yield return (path, content);
        }
    }

    private string Nuspec() =>
        $"""
        <package xmlns="http://schemas.microsoft.com/packaging/2013/05/nuspec.xsd"><metadata>
          <id>{Id}</id><version>{Version}</version><authors>Tests</authors><description>A package of the tests.</description>
          <license type="expression">MIT</license>
          <dependencies>
            {string.Concat(Needs.Select(need => $"""<dependency id="{need.Id}" version="{SecurityElement.Escape(need.Range)}" />"""))}
          </dependencies>
        </metadata></package>
        """;

    private string Evidence()
    {
        var files = Proofs.Select(proof => (proof.Path, proof.Kind, Content: Files[proof.Path]))
            .Append(("module/module.json", "manifest", Encoding.UTF8.GetBytes(ManifestText!)))
            .OrderBy(file => file.Item1, StringComparer.Ordinal)
            .Select(file => new JsonObject
            {
                ["path"] = file.Item1,
                ["kind"] = file.Item2,
                ["mediaType"] = "application/json",
                ["size"] = file.Item3.Length,
                ["sha256"] = Convert.ToHexStringLower(SHA256.HashData(file.Item3)),
            });
        return new JsonObject
        {
            ["formatVersion"] = 1,
            ["package"] = new JsonObject { ["id"] = Id, ["version"] = Version },
            ["tool"] = new JsonObject { ["name"] = "ModuleBuild", ["version"] = "0.1.0" },
            ["files"] = new JsonArray([.. files]),
        }.ToJsonString();
    }

    // A nuspec knows no floats: pack writes their lowest version.
    private static string NuspecRange(string range) => range.Contains('*', StringComparison.Ordinal)
        ? range.Split('-')[0].Replace("*", "0", StringComparison.Ordinal)
        : range;
}
