using System.Collections.Immutable;
using ModuleBuild.Core.Manifest;
using ModuleBuild.Packaging.Sbom.CycloneDx;

namespace ModuleBuild.Packaging.Sbom;

/// <summary>The component that the document is about: the module, with its files inside it.</summary>
internal static class ModuleComponent
{
    /// <summary>The module's identity, which is also its node in the graph.</summary>
    public static string Reference(SbomRequest request) => PackageUrl.Of(request.Manifest.Id!, request.Manifest.Version!.ToNormalizedString());

    /// <summary>Makes the component.</summary>
    public static Component Make(SbomRequest request, ImmutableArray<ShippedFile> files)
    {
        var manifest = request.Manifest;
        var purl = Reference(request);
        return new Component
        {
            Type = "library",
            BomRef = purl,
            Supplier = Supplier(manifest),
            Authors = manifest.Authors.Select(Contact).ToList().OrNull(),
            Name = manifest.Id!,
            Version = manifest.Version!.ToNormalizedString(),
            Description = manifest.Summary.Length > 0 ? manifest.Summary : null,
            Licenses = License(request) is { } license ? [license] : null,
            Purl = purl,
            ExternalReferences = manifest.Links.Select(Reference).OfType<ExternalReference>().InOrder(),
            Components = files.Select(file => MakeFile(file, purl, manifest)).ToList().OrNull(),
            Properties = Properties(request).InOrder(),
            Tags = manifest.Tags.InOrder(),
        };
    }

    /// <summary>Whoever answers for the module: its authors, reachable by their addresses, else by those of the project.</summary>
    public static Organization? Supplier(ModuleManifest manifest)
    {
        if (manifest.Authors.Length == 0)
        {
            return null;
        }

        var addresses = manifest.Authors.Select(author => WebAddress.Clean(author.Url)).OfType<string>().InOrder()
            ?? AddressesOfProject(manifest).OfType<string>().Take(1).ToList().OrNull();
        return new Organization(
            string.Join(", ", manifest.Authors.Select(author => author.Name)),
            addresses,
            manifest.Authors.Select(Contact).Where(contact => contact.Email is not null).ToList().OrNull());
    }

    private static IEnumerable<string?> AddressesOfProject(ModuleManifest manifest) =>
    [
        WebAddress.Clean(manifest.Links.GetValueOrDefault("homepage")),
        WebAddress.Clean(manifest.Links.GetValueOrDefault("repository")),
    ];

    private static Contact Contact(Author author) => new(author.Name, WebAddress.CleanEmail(author.Email));

    private static LicenseChoice? License(SbomRequest request) => request.Manifest.License switch
    {
        { Expression: { } expression } => DeclaredLicense.FromExpression(expression),
        { File: { } file } => DeclaredLicense.FromFile(file, ReadLicense(request.Project.ProjectFile, file)),
        _ => null,
    };

    // The rules of the manifest have said what is wrong with a licence file; here it only stays a name.
    private static string? ReadLicense(string? projectFile, string file)
    {
        var path = Path.Combine(Path.GetDirectoryName(projectFile) ?? string.Empty, file);
        try
        {
            return projectFile is null ? null : File.ReadAllText(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static ExternalReference? Reference(KeyValuePair<string, string> link) => WebAddress.Clean(link.Value) is not { } address
        ? null
        : link.Key switch
        {
            "homepage" => new(address, null, "website"),
            "repository" => new(address, null, "vcs"),
            "documentation" => new(address, null, "documentation"),
            "issues" => new(address, null, "issue-tracker"),
            "support" => new(address, null, "support"),
            "discussions" => new(address, null, "mailing-list"),
            "security" => new(address, null, "security-contact"),
            _ => new(address, link.Key, "other"),
        };

    private static Component MakeFile(ShippedFile file, string purl, ModuleManifest manifest) => new()
    {
        Type = "file",
        BomRef = PackageUrl.Of(purl, file.File),
        Name = file.File.PackagePath,
        Version = manifest.Version!.ToNormalizedString(),
        Hashes = [file.Sha256, file.Sha512],
    };

    private static IEnumerable<Property> Properties(SbomRequest request)
    {
        var manifest = request.Manifest;
        return
        [
            new(PropertyNames.DisplayName, manifest.Name),
            .. request.Closures.Select(closure => new Property(PropertyNames.TargetFramework, closure.TargetFramework)),
            .. manifest.EntryPoints.Select(entry => new Property(PropertyNames.EntryPoint, $"{entry.Scope} {entry.Type}")),
            .. manifest.Host.Select(host => new Property(PropertyNames.Host, $"{host.Id} {host.Range}")),
            .. manifest.Platforms.Select(platform => new Property(PropertyNames.Platform, platform)),
            .. manifest.Isolation is { } isolation ? [new Property(PropertyNames.Isolation, isolation.ToString().ToLowerInvariant())] : Array.Empty<Property>(),
            .. manifest.Permissions.Required.Select(permission => new Property(PropertyNames.RequiredPermission, permission.ToString())),
            .. manifest.Permissions.Optional.Select(permission => new Property(PropertyNames.OptionalPermission, permission.ToString())),
            .. manifest.Dependencies.Select(dependency => new Property(ModuleProperty(dependency.Kind), $"{dependency.Id} {dependency.Range}")),
        ];
    }

    private static string ModuleProperty(DependencyKind kind) => kind switch
    {
        DependencyKind.Optional => PropertyNames.OptionalModule,
        DependencyKind.Peer => PropertyNames.PeerModule,
        _ => PropertyNames.RequiredModule,
    };
}
