namespace ModuleBuild.Packaging.Sbom;

/// <summary>Package URLs of NuGet packages: https://github.com/package-url/purl-spec.</summary>
internal static class PackageUrl
{
    /// <summary><c>pkg:nuget/Acme.Orders@1.2.0</c>.</summary>
    public static string Of(string id, string version) => $"pkg:nuget/{Uri.EscapeDataString(id)}@{Uri.EscapeDataString(version)}";

    /// <summary>A file of a package: its URL with the path as the subpath.</summary>
    public static string Of(string packageUrl, PackagedFile file) =>
        $"{packageUrl}#{string.Join('/', file.PackagePath.Split('/').Select(Uri.EscapeDataString))}";
}
