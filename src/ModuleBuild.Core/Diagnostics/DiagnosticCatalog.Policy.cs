using static ModuleBuild.Core.Diagnostics.Severity;

namespace ModuleBuild.Core.Diagnostics;

/// <content>MB2017 to MB2019, MB2021: what the policy of a workspace demands.</content>
public static partial class DiagnosticCatalog
{
    /// <summary>MB2017.</summary>
    public static readonly DiagnosticDescriptor ScoreBelowMinimum = Security("MB2017", Error,
        "Score is below the minimum",
        "The security score is {0}, and policy asks for {1} at least. {2}");

    /// <summary>MB2018.</summary>
    public static readonly DiagnosticDescriptor CapabilityDenied = Security("MB2018", Error,
        "Capability is denied by policy",
        "'{0}' is reached through {1}, and 'security.deny' of the policy has '{2}'. Do without what reaches it.{3}");

    /// <summary>MB2019.</summary>
    public static readonly DiagnosticDescriptor ExceptionExpired = Security("MB2019", Warning,
        "Exception is expired",
        "The exception of {0} for '{1}' ended on {2}: what it accepted counts again. Mend it and delete the exception, or give it a new day.");

    /// <summary>MB2021.</summary>
    public static readonly DiagnosticDescriptor AcceptedCapabilitiesUnusable = Security("MB2021", Error,
        "Accepted capabilities cannot be used",
        "The accepted capabilities cannot be used: {0}");
}
