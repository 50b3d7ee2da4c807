using System.Collections.Concurrent;
using System.IO.Compression;
using System.Net;
using System.Reflection;
using System.Text.Json.Nodes;
using System.Xml.Linq;
using Microsoft.AspNetCore.Http;
using NuGet.Versioning;

namespace ModuleBuild.Testing.NuGetServer;

/// <summary>What the server says.</summary>
/// <param name="Status">Status code.</param>
/// <param name="Body">All of its bytes.</param>
/// <param name="Type">Media type.</param>
internal sealed record ServedAnswer(int Status, byte[] Body, string Type = "application/json")
{
    public static ServedAnswer NotFound { get; } = new((int)HttpStatusCode.NotFound, []);

    public static ServedAnswer Json(JsonNode json) => new((int)HttpStatusCode.OK, System.Text.Encoding.UTF8.GetBytes(json.ToJsonString()));
}

/// <summary>The packages of a folder, as NuGet V3 resources.</summary>
internal sealed class ServedPackages(string folder)
{
    private readonly ConcurrentDictionary<string, (string Id, NuGetVersion Version, byte[] Nuspec)> _known = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, bool> _unlisted = new(StringComparer.OrdinalIgnoreCase);
    private readonly ConcurrentDictionary<string, string> _deprecated = new(StringComparer.OrdinalIgnoreCase);

    private readonly SemaphoreSlim _publishing = new(1);

    public void Unlist(string id, string version) => _unlisted[$"{id}/{version}"] = true;

    public void Deprecate(string id, string version, string message) => _deprecated[$"{id}/{version}"] = message;

    public ServedAnswer Find(string path, string url, NuGetServerOptions options) => path.Split('/', StringSplitOptions.RemoveEmptyEntries) switch
    {
        ["v3", "index.json"] => ServedAnswer.Json(ServiceIndex(url, options)),
        ["v3", "flat", var id, "index.json"] => Versions(id),
        ["v3", "flat", var id, var version, var file] => Content(id, version, file),
        ["v3", "registration", var id, "index.json"] when options.HasRegistrations => Registration(id, url),
        ["v3", "vulnerabilities", "index.json"] when options.Vulnerabilities is not null => ServedAnswer.Json(new JsonArray(
            new JsonObject { ["@name"] = "base", ["@id"] = $"{url}/v3/vulnerabilities/base.json", ["@updated"] = "2026-01-02T03:04:05Z" })),
        ["v3", "vulnerabilities", "base.json"] when options.Vulnerabilities is { } advisories => ServedAnswer.Json(Vulnerabilities(advisories)),
        _ => ServedAnswer.NotFound,
    };

    public async Task<ServedAnswer> PublishAsync(HttpRequest request, NuGetServerOptions options, CancellationToken cancellation)
    {
        var form = await request.ReadFormAsync(cancellation);
        using var stream = new MemoryStream();
        await form.Files[0].CopyToAsync(stream, cancellation);
        stream.Position = 0;
        var (id, version, _) = Read(stream);
        var isSymbols = request.Path.Value!.EndsWith("/symbols", StringComparison.Ordinal);
        var path = Path.Combine(folder, $"{id}.{version}.{(isSymbols ? "snupkg" : "nupkg")}");
        await _publishing.WaitAsync(cancellation);
        try
        {
            var isKnown = All().Any(known => known.Id.Equals(id, StringComparison.OrdinalIgnoreCase) && known.Version == version);
            if (isSymbols ? File.Exists(path) : isKnown)
            {
                return new ServedAnswer((int)HttpStatusCode.Conflict, []);
            }

            if (isSymbols && !isKnown)
            {
                return ServedAnswer.NotFound;
            }

            await File.WriteAllBytesAsync(path + ".part", options.Countersigns ? Countersign(stream) : stream.ToArray(), cancellation);
            File.Move(path + ".part", path);
            return new ServedAnswer((int)HttpStatusCode.Created, []);
        }
        finally
        {
            _publishing.Release();
        }
    }

    // The form is NuGet's own; who signed is of no matter here.
    private static byte[] Countersign(MemoryStream package)
    {
        using var signature = new MemoryStream("a signature of the feed"u8.ToArray());
        using var signed = new MemoryStream();
        package.Position = 0;
        using var reader = new BinaryReader(package);
        using var writer = new BinaryWriter(signed);
        typeof(NuGet.Packaging.Signing.SignedPackageArchiveUtility).GetMethod("SignZip", BindingFlags.Static | BindingFlags.NonPublic)!
            .Invoke(null, [signature, reader, writer]);
        return signed.ToArray();
    }

    private static JsonObject ServiceIndex(string url, NuGetServerOptions options)
    {
        (string Path, string Type, bool Has)[] resources =
        [
            ("flat/", "PackageBaseAddress/3.0.0", true),
            ("push", "PackagePublish/2.0.0", true),
            ("symbols", "SymbolPackagePublish/4.9.0", options.HasSymbols),
            ("registration/", "RegistrationsBaseUrl", options.HasRegistrations),
            ("registration/", "RegistrationsBaseUrl/3.6.0", options.HasRegistrations),
            ("vulnerabilities/index.json", "VulnerabilityInfo/6.7.0", options.Vulnerabilities is not null),
        ];
        return new JsonObject
        {
            ["version"] = "3.0.0",
            ["resources"] = new JsonArray(
            [
                .. resources.Where(resource => resource.Has).Select(resource =>
                    new JsonObject { ["@id"] = $"{url}/v3/{resource.Path}", ["@type"] = resource.Type }),
            ]),
        };
    }

    private ServedAnswer Versions(string id)
    {
        var versions = Of(id).Select(package => (JsonNode)package.Version.ToNormalizedString().ToLowerInvariant()).ToArray();
        return versions.Length == 0 ? ServedAnswer.NotFound : ServedAnswer.Json(new JsonObject { ["versions"] = new JsonArray(versions) });
    }

    private ServedAnswer Content(string id, string version, string file)
    {
        var found = Of(id).FirstOrDefault(package => package.Version.ToNormalizedString().Equals(version, StringComparison.OrdinalIgnoreCase));
        return found.Path is null ? ServedAnswer.NotFound
            : file.EndsWith(".nuspec", StringComparison.Ordinal) ? new ServedAnswer((int)HttpStatusCode.OK, found.Nuspec, "application/xml")
            : new ServedAnswer((int)HttpStatusCode.OK, File.ReadAllBytes(found.Path), "application/octet-stream");
    }

    private ServedAnswer Registration(string id, string url)
    {
        var packages = Of(id).ToList();
        if (packages.Count == 0)
        {
            return ServedAnswer.NotFound;
        }

        var root = $"{url}/v3/registration/{id}/";
        var leaves = packages.Select(package =>
        {
            var version = package.Version.ToNormalizedString();
            var content = $"{url}/v3/flat/{id}/{version.ToLowerInvariant()}/{id}.{version.ToLowerInvariant()}.nupkg";
            var entry = new JsonObject
            {
                ["@id"] = $"{root}{version}.json#entry",
                ["id"] = package.Id,
                ["version"] = version,
                ["listed"] = !_unlisted.ContainsKey($"{id}/{version}"),
                ["packageContent"] = content,
            };
            if (_deprecated.TryGetValue($"{id}/{version}", out var message))
            {
                entry["deprecation"] = new JsonObject { ["reasons"] = new JsonArray("Legacy"), ["message"] = message };
            }

            return (JsonNode)new JsonObject { ["@id"] = $"{root}{version}.json", ["catalogEntry"] = entry, ["packageContent"] = content };
        }).ToArray();
        return ServedAnswer.Json(new JsonObject
        {
            ["@id"] = $"{root}index.json",
            ["count"] = 1,
            ["items"] = new JsonArray(new JsonObject
            {
                ["@id"] = $"{root}index.json#page",
                ["count"] = packages.Count,
                ["lower"] = packages[0].Version.ToNormalizedString(),
                ["upper"] = packages[^1].Version.ToNormalizedString(),
                ["items"] = new JsonArray(leaves),
            }),
        });
    }

    private static JsonObject Vulnerabilities(IReadOnlyList<ServedAdvisory> advisories) => new(
        advisories.GroupBy(advisory => advisory.Id.ToLowerInvariant()).Select(group => KeyValuePair.Create(
            group.Key,
            (JsonNode?)new JsonArray([.. group.Select(advisory => new JsonObject
            {
                ["url"] = advisory.Url, ["severity"] = advisory.Severity, ["versions"] = advisory.Range,
            })]))));

    private IEnumerable<(string Path, string Id, NuGetVersion Version, byte[] Nuspec)> Of(string id) =>
        All().Where(package => package.Id.Equals(id, StringComparison.OrdinalIgnoreCase)).OrderBy(package => package.Version);

    private IEnumerable<(string Path, string Id, NuGetVersion Version, byte[] Nuspec)> All()
    {
        foreach (var path in Directory.EnumerateFiles(folder, "*.nupkg", SearchOption.AllDirectories))
        {
            if (!_known.TryGetValue(path, out var known))
            {
                using var stream = File.OpenRead(path);
                _known[path] = known = Read(stream);
            }

            yield return (path, known.Id, known.Version, known.Nuspec);
        }
    }

    private static (string Id, NuGetVersion Version, byte[] Nuspec) Read(Stream package)
    {
        using var archive = new ZipArchive(package, ZipArchiveMode.Read, leaveOpen: true);
        using var entry = archive.Entries.First(entry => entry.FullName.EndsWith(".nuspec", StringComparison.OrdinalIgnoreCase)).Open();
        using var bytes = new MemoryStream();
        entry.CopyTo(bytes);
        bytes.Position = 0;
        var metadata = XDocument.Load(bytes).Root!.Elements().First(element => element.Name.LocalName == "metadata").Elements().ToList();
        string Text(string name) => metadata.First(element => element.Name.LocalName == name).Value.Trim();
        return (Text("id"), NuGetVersion.Parse(Text("version")), bytes.ToArray());
    }
}
