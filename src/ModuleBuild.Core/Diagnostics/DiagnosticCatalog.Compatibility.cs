using static ModuleBuild.Core.Diagnostics.Severity;

namespace ModuleBuild.Core.Diagnostics;

/// <content>MB3001 to MB3007: whether the module works with every version that it promises, and whether its own version says what changed.</content>
public static partial class DiagnosticCatalog
{
    /// <summary>MB3001.</summary>
    public static readonly DiagnosticDescriptor HostMemberMissing = Compatibility("MB3001", Error,
        "Member is missing in a version of the range",
        "{0} {1} {2}, {3} in {4} {5} (range {6}). {7}");

    /// <summary>MB3002.</summary>
    public static readonly DiagnosticDescriptor HostMemberAdded = Compatibility("MB3002", Error,
        "Added member is not implemented",
        "{0} does not implement {1}, which {2} {3} demands (range {4}). {5}");

    /// <summary>MB3003.</summary>
    public static readonly DiagnosticDescriptor HostUnbounded = Compatibility("MB3003", Warning,
        "Host range has no upper bound",
        "Host range {0} of '{1}' has no upper bound. {2}");

    /// <summary>MB3004.</summary>
    public static readonly DiagnosticDescriptor HostMemberObsolete = Compatibility("MB3004", Warning,
        "Member is obsolete in a version of the range",
        "{0} uses {1}, obsolete since {2} {3}. {4}");

    /// <summary>MB3005.</summary>
    public static readonly DiagnosticDescriptor CompiledAboveRange = Compatibility("MB3005", Error,
        "Compiled above the start of the range",
        "The module is compiled against {0} {1}, but its range {2} {3}. {4}");

    /// <summary>MB3006.</summary>
    public static readonly DiagnosticDescriptor VersionTooLow = Compatibility("MB3006", Error,
        "Version does not say what changed",
        "Public API: {0} since {1}; the version must be {2}, is {3}.{4}");

    /// <summary>MB3007.</summary>
    public static readonly DiagnosticDescriptor FrameworkNewerThanHost = Compatibility("MB3007", Error,
        "Target framework is newer than the host's",
        "The module targets {0}, but {1} {2} runs {3}. {4}");
}
