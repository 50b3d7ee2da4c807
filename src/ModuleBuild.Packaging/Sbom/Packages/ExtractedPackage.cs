using System.Security.Cryptography;
using System.Text;
using System.Xml;
using ModuleBuild.Packaging.Closure;

namespace ModuleBuild.Packaging.Sbom.Packages;

/// <summary>
/// What the extracted package tells of itself. Everything comes from the package's own bytes, nothing from how this machine got
/// them, so that two machines with different mirrors agree.
/// </summary>
/// <param name="Nuspec">Its nuspec, or null where it cannot be read.</param>
/// <param name="Sha512">Hash of the .nupkg as it is downloaded, signature included; null where that is unknown.</param>
/// <param name="IsFromNuGetOrg">Whether nuget.org countersigned it.</param>
/// <param name="LicenseText">The licence file that the nuspec names, or null.</param>
internal sealed record ExtractedPackage(Nuspec? Nuspec, byte[]? Sha512, bool IsFromNuGetOrg, string? LicenseText)
{
    /// <summary>The address that nuget.org writes into its signature; the signature is not verified here, restore did that.</summary>
    private static readonly byte[] NuGetOrgServiceIndex = Encoding.ASCII.GetBytes("https://api.nuget.org/v3/index.json");

    private const int LongestLicense = 1 << 20;

    /// <summary>Reads the folder of a package; what is missing or damaged is null.</summary>
    public static ExtractedPackage Read(ClosureLibrary library)
    {
        if (library.PackageFolder is not { } folder)
        {
            return new ExtractedPackage(null, null, false, null);
        }

        var id = library.Id.ToLowerInvariant();
        var nupkg = Path.Combine(folder, $"{id}.{library.Version.ToLowerInvariant()}.nupkg");
        var nuspec = Try(() => Nuspec.Read(Path.Combine(folder, $"{id}.nuspec")));
        return new ExtractedPackage(
            nuspec,
            Try(() => ReadHash(nupkg + ".sha512")) ?? Try(() => ComputeHash(nupkg)),
            Try(() => File.ReadAllBytes(Path.Combine(folder, ".signature.p7s"))).AsSpan().IndexOf(NuGetOrgServiceIndex) >= 0,
            nuspec is { LicenseType: "file", License: { } file } ? Try(() => ReadLicense(folder, file)) : null);
    }

    /// <summary>NuGet keeps the hash of the file beside the package; <c>sha512</c> in the assets file is that of the content without signature.</summary>
    private static byte[]? ReadHash(string path)
    {
        var hash = Convert.FromBase64String(File.ReadAllText(path));
        return hash.Length == SHA512.HashSizeInBytes ? hash : null;
    }

    private static byte[] ComputeHash(string nupkg)
    {
        using var stream = File.OpenRead(nupkg);
        return SHA512.HashData(stream);
    }

    private static string? ReadLicense(string folder, string relativePath)
    {
        var path = Path.GetFullPath(Path.Combine(folder, relativePath.Replace('\\', '/')));
        var isInside = path.StartsWith(Path.GetFullPath(folder) + Path.DirectorySeparatorChar, StringComparison.Ordinal);
        return isInside && new FileInfo(path).Length <= LongestLicense ? File.ReadAllText(path) : null;
    }

    private static T? Try<T>(Func<T?> read)
        where T : class
    {
        try
        {
            return read();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or XmlException or FormatException)
        {
            return null;
        }
    }
}
