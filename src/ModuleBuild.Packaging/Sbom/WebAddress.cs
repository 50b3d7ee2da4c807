using System.Text.RegularExpressions;

namespace ModuleBuild.Packaging.Sbom;

/// <summary>
/// Addresses as others wrote them, in the form in which they may go into a document: absolute, escaped, without credentials, and never
/// a path of a machine.
/// </summary>
internal static partial class WebAddress
{
    private static readonly string[] Schemes = ["https", "http", "ssh", "git"];

    /// <summary>The address, or null where it is none that others could use.</summary>
    public static string? Clean(string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return null;
        }

        // git@host:path is how git writes ssh://git@host/path.
        var written = ScpLike().Replace(text.Trim(), "ssh://$1/$2");
        if (!Uri.TryCreate(written, UriKind.Absolute, out var uri) || !Schemes.Contains(uri.Scheme, StringComparer.Ordinal) || uri.Host.Length == 0)
        {
            return null;
        }

        // "git" is how every user of an ssh address is called; any other name, and any password, is somebody's.
        var keepsUser = uri.Scheme == "ssh" && uri.UserInfo == "git";
        var parts = keepsUser ? UriComponents.AbsoluteUri : UriComponents.AbsoluteUri & ~UriComponents.UserInfo;
        return uri.GetComponents(parts, UriFormat.UriEscaped);
    }

    /// <summary>The e-mail address, or null where it has not the common form.</summary>
    public static string? CleanEmail(string? text) => text is not null && Email().IsMatch(text) ? text : null;

    [GeneratedRegex(@"^([\w.-]+@[\w.-]+):(?!/)(.+)$", RegexOptions.CultureInvariant)]
    private static partial Regex ScpLike();

    [GeneratedRegex(@"^[A-Za-z0-9_+-]+(\.[A-Za-z0-9_+-]+)*@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+\z", RegexOptions.CultureInvariant)]
    private static partial Regex Email();
}
