using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using NuGet.Versioning;

namespace ModuleBuild.Release.Publishing;

/// <summary>Where things are in the journal of publishing.</summary>
public static class PublishPaths
{
    /// <summary>Its branch. It stands beside the environments, and is none.</summary>
    public const string Branch = "modulebuild-publish";

    private const int LongestName = 120;
    private const string LockEnding = ".lock";

    /// <summary>
    /// The file of a version. Ids are spread over 256 folders: one flat folder would be written anew by every commit. What the store cannot hold in a name is
    /// percent-encoded: ids may begin with <c>_</c>, end with <c>.lock</c>, and have letters of any language.
    /// </summary>
    /// <param name="id">Package id, in any case.</param>
    /// <param name="version">The version.</param>
    public static string Of(string id, NuGetVersion version)
    {
        var name = id.ToLowerInvariant();
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(name)));
        var folder = Encoded(name);
        return $"packages/{hash[..2]}/{(folder.Length <= LongestName ? folder : "%" + hash)}/{version.ToNormalizedString().ToLowerInvariant()}.json";
    }

    private static string Encoded(string name)
    {
        var text = string.Concat(Encoding.UTF8.GetBytes(name).Select((each, at) =>
            char.IsAsciiLetterOrDigit((char)each) || (at > 0 && (char)each is '-' or '_' or '.') ? ((char)each).ToString() : "%" + each.ToString("x2", CultureInfo.InvariantCulture)));
        return text.EndsWith(LockEnding, StringComparison.Ordinal) ? text[..^LockEnding.Length] + "%2e" + LockEnding[1..] : text;
    }
}
