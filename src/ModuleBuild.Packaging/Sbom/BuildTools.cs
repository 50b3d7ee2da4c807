using ModuleBuild.Core.Diagnostics;
using ModuleBuild.Packaging.Sbom.CycloneDx;

namespace ModuleBuild.Packaging.Sbom;

/// <summary>The programs that took part: the one that wrote the document, and the SDK that built the module.</summary>
internal static class BuildTools
{
    public static Component ModuleBuild(string version) => new()
    {
        Type = "application",
        Supplier = new Organization("The ModuleBuild authors", [ProjectLinks.Repository]),
        Name = "ModuleBuild",
        Version = version,
        Licenses = [new LicenseChoice(new License("MIT", Acknowledgement: "declared"))],
        Purl = PackageUrl.Of("ModuleBuild", version),
        ExternalReferences = [new ExternalReference(ProjectLinks.Repository, null, "vcs")],
    };

    public static Component Sdk(string version) => new()
    {
        Type = "application",
        BomRef = "dotnet-sdk",
        Supplier = new Organization("Microsoft", ["https://dotnet.microsoft.com/"]),
        Name = ".NET SDK",
        Version = version,
        ExternalReferences = [new ExternalReference("https://github.com/dotnet/dotnet", null, "vcs")],
    };
}
