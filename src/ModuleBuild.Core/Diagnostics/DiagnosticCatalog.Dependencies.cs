using static ModuleBuild.Core.Diagnostics.Severity;

namespace ModuleBuild.Core.Diagnostics;

/// <content>MB10xx: entry points and module dependencies.</content>
public static partial class DiagnosticCatalog
{
    /// <summary>MB1001.</summary>
    public static readonly DiagnosticDescriptor EntryPointNotFound = Dependencies("MB1001", Error,
        "Entry point not found",
        "Entry point '{0}' was not found in {1}. {2}");

    /// <summary>MB1002.</summary>
    public static readonly DiagnosticDescriptor EntryPointContract = Dependencies("MB1002", Error,
        "Entry point does not meet the contract",
        "Entry point '{0}' {1}. {2}");

    /// <summary>MB1003.</summary>
    public static readonly DiagnosticDescriptor ScopeTwice = Dependencies("MB1003", Error,
        "Two entry points for one scope",
        "There are two entry points for scope '{0}', the first at line {1}. Keep one for each scope.");
}
