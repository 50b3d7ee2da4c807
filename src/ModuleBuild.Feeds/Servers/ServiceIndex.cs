using System.Text.Json;

namespace ModuleBuild.Feeds.Servers;

/// <summary>
/// Where a server keeps what: the resources of its service index that are needed here. See
/// https://learn.microsoft.com/nuget/api/service-index.
/// </summary>
/// <param name="Content">PackageBaseAddress, ending in a slash; or null.</param>
/// <param name="Registrations">RegistrationsBaseUrl with SemVer 2 packages, ending in a slash; or null.</param>
/// <param name="Vulnerabilities">Index of VulnerabilityInfo, or null.</param>
internal sealed record ServiceIndex(string? Content, string? Registrations, string? Vulnerabilities)
{
    /// <summary>PackagePublish, where packages are pushed; or null.</summary>
    public string? Publish { get; init; }

    /// <summary>SymbolPackagePublish, where symbols are pushed; or null.</summary>
    public string? PublishSymbols { get; init; }

    /// <summary>Reads a service index.</summary>
    public static ServiceIndex Read(JsonElement root)
    {
        if (!root.GetProperty("version").GetString()!.StartsWith("3.", StringComparison.Ordinal))
        {
            throw new InvalidDataException($"service index of version {root.GetProperty("version")}");
        }

        var resources = root.GetProperty("resources").EnumerateArray()
            .SelectMany(resource => TypesOf(resource).Select(type => (Type: type, Address: resource.GetProperty("@id").GetString()!)))
            .ToList();
        var index = new ServiceIndex(
            Folder(Find("PackageBaseAddress/")),
            // Older hives leave out packages with SemVer 2 versions.
            Folder(Find("RegistrationsBaseUrl/Versioned") ?? Find("RegistrationsBaseUrl/3.6.0")),
            Find("VulnerabilityInfo/"))
        {
            Publish = Find("PackagePublish/"),
            PublishSymbols = Find("SymbolPackagePublish/"),
        };
        return index.Content is null && index.Registrations is null
            ? throw new InvalidDataException("it lists neither PackageBaseAddress nor RegistrationsBaseUrl/3.6.0")
            : index;

        string? Find(string type) => resources.FirstOrDefault(resource => resource.Type.StartsWith(type, StringComparison.OrdinalIgnoreCase)).Address;
    }

    private static IEnumerable<string> TypesOf(JsonElement resource) => resource.GetProperty("@type") switch
    {
        { ValueKind: JsonValueKind.Array } types => types.EnumerateArray().Select(type => type.GetString()!),
        var type => [type.GetString()!],
    };

    private static string? Folder(string? address) => address is null || address.EndsWith('/') ? address : address + "/";
}
