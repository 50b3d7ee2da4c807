using static ModuleBuild.Core.Diagnostics.Severity;

namespace ModuleBuild.Core.Diagnostics;

/// <content>Codes of the bucket Release that deployers raise.</content>
public static partial class DiagnosticCatalog
{
    /// <summary>MB6004.</summary>
    public static readonly DiagnosticDescriptor PackageReplaced = Release("MB6004", Error,
        "Package was replaced",
        "The package {0} {1} in the feed is not the one that was promoted. The set has content hash {2}, the feed has {3}. Bring the same bytes back, or promote a new version.");

    /// <summary>MB6024.</summary>
    public static readonly DiagnosticDescriptor DeployFailed = Release("MB6024", Error,
        "Set could not be brought",
        "The set could not be brought to '{0}': {1}");

    /// <summary>MB6025.</summary>
    public static readonly DiagnosticDescriptor CommandFailed = Release("MB6025", Error,
        "Command of the team failed",
        "The command '{0}' of environment '{1}' failed: {2}");
}
