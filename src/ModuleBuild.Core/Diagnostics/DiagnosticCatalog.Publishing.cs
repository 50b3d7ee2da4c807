using static ModuleBuild.Core.Diagnostics.Severity;

namespace ModuleBuild.Core.Diagnostics;

/// <content>MB600x: what may be published, and what became of it.</content>
public static partial class DiagnosticCatalog
{
    /// <summary>MB6001.</summary>
    public static readonly DiagnosticDescriptor DevelopmentFile = Release("MB6001", Error,
        "Package carries a file of development",
        "{0} carries '{1}', which is for development: {2} Take it out of the package, in the project, with Pack=\"false\", and pack a new version.");

    /// <summary>MB6002.</summary>
    public static readonly DiagnosticDescriptor VersionTaken = Release("MB6002", Error,
        "Version is taken",
        "{0} cannot be published to '{1}': {2}");

    /// <summary>MB6003.</summary>
    public static readonly DiagnosticDescriptor SignatureMissing = Release("MB6003", Error,
        "Package is not signed",
        "{0} has no author's signature, and 'release.publish.signature' asks for one. Sign it with 'dotnet nuget sign'.");

    /// <summary>MB6005.</summary>
    public static readonly DiagnosticDescriptor PrereleaseForbidden = Release("MB6005", Error,
        "Pre-release may not be published",
        "{0} is a pre-release, and 'release.publish.prerelease' forbids them. Publish the release, or allow pre-releases in modulebuild.json.");

    /// <summary>MB6006.</summary>
    public static readonly DiagnosticDescriptor ChangelogEntryMissing = Release("MB6006", Error,
        "Changelog says nothing of the version",
        "{0} has no entry in its changelog: {1} Add '## [{2}]' with what changed to the changelog of the module, and pack again.");

    /// <summary>MB6007.</summary>
    public static readonly DiagnosticDescriptor FeedHasOtherBytes = Release("MB6007", Error,
        "Feed has other bytes",
        "'{0}' has other bytes of {1} than these: its content hash is {2}, that of '{3}' is {4}. Somebody else published this version; raise yours, and find out who it was.");

    /// <summary>MB6008.</summary>
    public static readonly DiagnosticDescriptor NotPublished = Release("MB6008", Error,
        "Package was not published",
        "{0} was not published to '{1}': {2}");
}
