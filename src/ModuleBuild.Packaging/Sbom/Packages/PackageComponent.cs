using ModuleBuild.Packaging.Closure;
using ModuleBuild.Packaging.Sbom.CycloneDx;

namespace ModuleBuild.Packaging.Sbom.Packages;

/// <summary>The component of a package or of a referenced project.</summary>
internal static class PackageComponent
{
    /// <summary>Makes the component.</summary>
    /// <param name="library">What it is about.</param>
    /// <param name="package">What its package tells of itself.</param>
    /// <param name="scope"><c>required</c>, or null where it does not ship.</param>
    /// <param name="properties">What the closure knows of it.</param>
    public static Component Make(ClosureLibrary library, ExtractedPackage package, string? scope, IEnumerable<Property> properties)
    {
        var purl = PackageUrl.Of(library.Id, library.Version);
        var nuspec = package.Nuspec;
        var authors = nuspec?.Authors?.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [];
        return new Component
        {
            Type = "library",
            BomRef = purl,
            Supplier = nuspec?.Authors is { } supplier
                ? new Organization(supplier, WebAddress.Clean(nuspec.ProjectUrl) is { } address ? [address] : null)
                : null,
            Authors = authors.Distinct(StringComparer.Ordinal).Select(name => new Contact(name)).ToList().OrNull(),
            Name = library.Id,
            Version = library.Version,
            Scope = scope,
            Licenses = nuspec is null ? null : License(nuspec, package.LicenseText) is { } license ? [license] : null,
            Copyright = nuspec?.Copyright,
            Purl = purl,
            ExternalReferences = library.IsProject ? null : References(library, package, purl).InOrder(),
            Properties = properties.InOrder(),
        };
    }

    // A package with a 'license' has a 'licenseUrl' too, for clients that do not know the former.
    private static LicenseChoice? License(Nuspec nuspec, string? text) => nuspec switch
    {
        { License: { } path, LicenseType: "file" } => DeclaredLicense.FromFile(path, text),
        { License: { } expression } => DeclaredLicense.FromExpression(expression),
        { LicenseUrl: { } address } => DeclaredLicense.FromAddress(address),
        _ => null,
    };

    private static IEnumerable<ExternalReference> References(ClosureLibrary library, ExtractedPackage package, string purl)
    {
        if (package.Sha512 is { } hash)
        {
            yield return new ExternalReference(DownloadAddress(library, package) ?? purl, null, "distribution", [Hash.Sha512(hash)]);
        }

        if (WebAddress.Clean(package.Nuspec?.ProjectUrl) is { } website)
        {
            yield return new ExternalReference(website, null, "website");
        }

        if (WebAddress.Clean(package.Nuspec?.RepositoryUrl) is { } repository)
        {
            yield return new ExternalReference(repository, package.Nuspec?.RepositoryCommit is { Length: > 0 } commit ? $"commit {commit}" : null, "vcs");
        }
    }

    /// <summary>
    /// The public address of a package that is known to be on nuget.org, whatever mirror this machine took it from; null for any
    /// other, whose feed is nobody's business.
    /// </summary>
    private static string? DownloadAddress(ClosureLibrary library, ExtractedPackage package)
    {
        var (id, version) = (Uri.EscapeDataString(library.Id.ToLowerInvariant()), Uri.EscapeDataString(library.Version.ToLowerInvariant()));
        return package.IsFromNuGetOrg ? $"https://api.nuget.org/v3-flatcontainer/{id}/{version}/{id}.{version}.nupkg" : null;
    }
}
