using ModuleBuild.Core.Manifest.Licensing;

namespace ModuleBuild.Packaging.Sbom;

/// <summary>
/// Licences by the address of their text: what old packages give in <c>licenseUrl</c>. Only addresses that always meant the same
/// licence; whoever moves a branch can change what stands at the others.
/// </summary>
internal static class LicenseAddresses
{
    /// <summary>Sites that name their pages after SPDX identifiers or expressions.</summary>
    private static readonly string[] NamedAfterSpdx =
    [
        "licenses.nuget.org/",
        "spdx.org/licenses/",
        "opensource.org/license/",
        "opensource.org/licenses/",
        "choosealicense.com/licenses/",
    ];

    private static readonly Dictionary<string, string> Known = new(StringComparer.Ordinal)
    {
        ["apache.org/licenses/license-2.0"] = "Apache-2.0",
        ["opensource.org/licenses/apache2.0"] = "Apache-2.0",
        ["opensource.org/licenses/bsd-license"] = "BSD-2-Clause",
        ["opensource.org/licenses/mit-license"] = "MIT",
        ["opensource.org/licenses/ms-pl"] = "MS-PL",
        ["creativecommons.org/publicdomain/zero/1.0"] = "CC0-1.0",
        ["unlicense.org"] = "Unlicense",
        // The archived repositories of .NET Core 1 to 3, whose packages are still at the bottom of many graphs.
        ["github.com/dotnet/core-setup/blob/master/license"] = "MIT",
        ["github.com/dotnet/corefx/blob/master/license"] = "MIT",
        ["github.com/dotnet/standard/blob/master/license"] = "MIT",
    };

    /// <summary>The SPDX expression that an address stands for, or null.</summary>
    public static string? Find(string address)
    {
        if (!Uri.TryCreate(address, UriKind.Absolute, out var uri) || uri.Scheme is not ("http" or "https"))
        {
            return null;
        }

        var host = uri.Host.StartsWith("www.", StringComparison.OrdinalIgnoreCase) ? uri.Host[4..] : uri.Host;
        var path = (host + Uri.UnescapeDataString(uri.AbsolutePath)).TrimEnd('/');
        var page = Path.GetExtension(path).ToLowerInvariant() is ".html" or ".txt" or ".php" or ".md" ? path[..path.LastIndexOf('.')] : path;
        return Known.GetValueOrDefault(page.ToLowerInvariant())
            ?? NamedAfterSpdx
                .Where(site => page.StartsWith(site, StringComparison.OrdinalIgnoreCase))
                .Select(site => page[site.Length..])
                .FirstOrDefault(name => SpdxExpression.Parse(name).Expression is not null);
    }
}
