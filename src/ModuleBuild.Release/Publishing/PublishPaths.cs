using System.Security.Cryptography;
using System.Text;
using NuGet.Versioning;

namespace ModuleBuild.Release.Publishing;

/// <summary>Where things are in the journal of publishing.</summary>
public static class PublishPaths
{
    /// <summary>Its branch. It stands beside the environments, and is none.</summary>
    public const string Branch = "modulebuild-publish";

    /// <summary>The file of a version. Ids are spread over 256 folders: one flat folder would be written anew by every commit.</summary>
    /// <param name="id">Package id, in any case.</param>
    /// <param name="version">The version.</param>
    public static string Of(string id, NuGetVersion version)
    {
        var name = id.ToLowerInvariant();
        var shard = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(name)))[..2];
        return $"packages/{shard}/{name}/{version.ToNormalizedString().ToLowerInvariant()}.json";
    }
}
