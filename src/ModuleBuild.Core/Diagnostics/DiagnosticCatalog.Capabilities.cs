using static ModuleBuild.Core.Diagnostics.Severity;

namespace ModuleBuild.Core.Diagnostics;

/// <content>MB2005, MB2010, MB2011: what the compiled closure of a module can do.</content>
public static partial class DiagnosticCatalog
{
    /// <summary>MB2005.</summary>
    public static readonly DiagnosticDescriptor CapabilityNewlyReached = Security("MB2005", Error,
        "Capability is newly reached",
        "{0} newly reaches '{1}' through {2}; {3} did not. Look at the path, and approve it with 'modulebuild accept'.{4}");

    /// <summary>MB2010.</summary>
    public static readonly DiagnosticDescriptor CapabilityUndeclared = Security("MB2010", Error,
        "Capability is reached and not declared",
        "'{0}' is reached through {1}, and no permission allows it. Add '{2}' to 'permissions', or do without what reaches it.{3}");

    /// <summary>MB2011.</summary>
    public static readonly DiagnosticDescriptor CapabilityUnknown = Security("MB2011", Warning,
        "Assembly could not be looked into",
        "What '{0}' does is not known: {1}. Its capabilities are missing from the report; it is not safe by that.");
}
