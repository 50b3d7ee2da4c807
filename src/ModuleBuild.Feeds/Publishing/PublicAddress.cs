using NuGet.Configuration;

namespace ModuleBuild.Feeds.Publishing;

/// <summary>How a server is named where everybody reads it: without user, password and query.</summary>
internal static class PublicAddress
{
    /// <summary>Its address.</summary>
    /// <param name="source">The source.</param>
    public static string Of(PackageSource source) => source.TrySourceAsUri is { } address
        ? address.GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.UriEscaped)
        : source.Source;

    /// <summary>Its name in the configuration; its address where it has none.</summary>
    /// <param name="source">The source.</param>
    public static string NameOf(PackageSource source) => source.Name.Contains("://", StringComparison.Ordinal) ? Of(source) : source.Name;
}
