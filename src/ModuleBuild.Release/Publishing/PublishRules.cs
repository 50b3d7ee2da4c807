using System.Collections.Immutable;
using ModuleBuild.Core.Diagnostics;
using ModuleBuild.Core.Policy;
using ModuleBuild.Core.Ports;
using NuGet.Versioning;

namespace ModuleBuild.Release.Publishing;

/// <summary>What has to be true of a package before it is published, whatever feed it goes to. All that is wrong is told at once.</summary>
public static class PublishRules
{
    /// <summary>Checks a package.</summary>
    /// <param name="package">The package.</param>
    /// <param name="policy">Section <c>release</c> of <c>modulebuild.json</c>.</param>
    public static ImmutableArray<Finding> Check(PublishablePackage package, ReleaseSettings policy) =>
    [
        .. package.EvidenceProblems,
        .. DevelopmentFiles.In(package).Select(file => Tell(DiagnosticCatalog.DevelopmentFile, package, package.ToString(), file.Path, file.Why)),
        .. policy.RequiresSignature && !package.IsSigned ? [Tell(DiagnosticCatalog.SignatureMissing, package, package.ToString())] : Array.Empty<Finding>(),
        .. !policy.AllowsPrerelease && package.File.Version.IsPrerelease ? [Tell(DiagnosticCatalog.PrereleaseForbidden, package, package.ToString())] : Array.Empty<Finding>(),
        .. policy.RequiresChangelog && MissingEntry(package) is { } missing
            ? [Tell(DiagnosticCatalog.ChangelogEntryMissing, package, package.ToString(), missing, package.File.Version.ToNormalizedString())]
            : Array.Empty<Finding>(),
    ];

    private static Finding Tell(DiagnosticDescriptor descriptor, PublishablePackage package, params object?[] arguments) =>
        Finding.Create(descriptor, new SourceLocation(package.File.Path), arguments);

    private static string? MissingEntry(PublishablePackage package)
    {
        if (package.Changelog is not { } changelog)
        {
            return "it carries no module/CHANGELOG.md.";
        }

        var version = package.File.Version;
        var isThere = changelog.Find(version) is not null
            || (version.IsPrerelease && (changelog.Unreleased is { Text.Length: > 0 } || changelog.Find(new NuGetVersion(version.Version)) is not null));
        return isThere ? null
            : changelog.Newest is { } newest ? $"its newest is {newest.ToNormalizedString()}."
            : "it has none of any version.";
    }
}
