using ModuleBuild.Core.Diagnostics;
using NuGet.Configuration;
using NuGet.Versioning;

namespace ModuleBuild.Feeds;

/// <summary>The findings of sources, in one place.</summary>
internal static class FeedProblem
{
    /// <summary>MB1015: a source cannot be used, or did not answer.</summary>
    public static Finding Failed(string source, string what) =>
        Finding.Create(DiagnosticCatalog.SourceFailed, SourceLocation.None, source, what);

    /// <summary>MB1015: anybody on the way could change the answers; null where not, or where it is allowed.</summary>
    public static Finding? Insecure(PackageSource source) => source.IsHttp && !source.IsHttps && !source.AllowInsecureConnections
        ? Failed(
            source.Name,
            "its address begins with http, so anybody on the way could change what it says. Use https, or set allowInsecureConnections=\"true\" on the source in nuget.config.")
        : null;

    /// <summary>MB1021: the source has the version, and it is no good.</summary>
    public static Finding Unusable(string id, NuGetVersion version, string source, string why) =>
        Finding.Create(DiagnosticCatalog.PackageUnusable, SourceLocation.None, id, version.ToNormalizedString(), source, why);

    /// <summary>MB1008: package source mapping lets nobody be asked.</summary>
    public static Finding NotMapped(string id) => Finding.Create(
        DiagnosticCatalog.DependencyNotFound,
        SourceLocation.None,
        id,
        "(any version)",
        "package source mapping names none for it",
        $"Add <package pattern=\"{id}\" /> to a source in <packageSourceMapping> of nuget.config.");

    /// <summary>MB1017: two sources, one version, two contents.</summary>
    public static Finding Disagree(string id, NuGetVersion version, string one, string other) =>
        Finding.Create(DiagnosticCatalog.SourcesDisagree, SourceLocation.None, id, version.ToNormalizedString(), one, other);

    /// <summary>MB1015 where only what is here may be used.</summary>
    public static Finding Offline(string source, string what) =>
        Failed(source, $"it is not asked offline, and {what}. Run once without offline mode, or add a folder that has the package as a source.");
}
