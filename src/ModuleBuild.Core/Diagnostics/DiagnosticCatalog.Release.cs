using static ModuleBuild.Core.Diagnostics.Severity;

namespace ModuleBuild.Core.Diagnostics;

/// <content>MB601x to MB602x: the store, environments, promotion.</content>
public static partial class DiagnosticCatalog
{
    /// <summary>MB6010.</summary>
    public static readonly DiagnosticDescriptor StoreUnusable = Release("MB6010", Error,
        "Store cannot be used",
        "The store cannot be used: {0}");

    /// <summary>MB6011.</summary>
    public static readonly DiagnosticDescriptor StateUnusable = Release("MB6011", Error,
        "State cannot be read",
        "The state of environment '{0}' cannot be read: {1}");

    /// <summary>MB6012.</summary>
    public static readonly DiagnosticDescriptor LedgerBroken = Release("MB6012", Error,
        "Ledger was changed",
        "The ledger of environment '{0}' is not whole: {1}");

    /// <summary>MB6013.</summary>
    public static readonly DiagnosticDescriptor EnvironmentPolicyUnusable = Release("MB6013", Error,
        "Policy of an environment cannot be used",
        "The environment's policy cannot be used: {0}");

    /// <summary>MB6014.</summary>
    public static readonly DiagnosticDescriptor EnvironmentUnknown = Release("MB6014", Error,
        "Environment is unknown",
        "The store has no environment '{0}'. {1}");

    /// <summary>MB6015.</summary>
    public static readonly DiagnosticDescriptor EnvironmentBusy = Release("MB6015", Error,
        "Environment is busy",
        "'{0}' cannot be changed now: {1}");

    /// <summary>MB6016.</summary>
    public static readonly DiagnosticDescriptor OperationOvertaken = Release("MB6016", Error,
        "Operation is in other hands",
        "This process changes nothing in '{0}' any more: {1}");

    /// <summary>MB6017.</summary>
    public static readonly DiagnosticDescriptor StepTimedOut = Release("MB6017", Error,
        "Step took too long",
        "The step '{0}' did not end within {1} s.");

    /// <summary>MB6018.</summary>
    public static readonly DiagnosticDescriptor ReleaseFailed = Release("MB6018", Error,
        "Release failed",
        "Release {0} of '{1}' {2}: {3}");

    /// <summary>MB6019.</summary>
    public static readonly DiagnosticDescriptor NeedsPerson = Release("MB6019", Error,
        "A person has to look",
        "'{0}' needs a person: {1}");

    /// <summary>MB6020.</summary>
    public static readonly DiagnosticDescriptor GateRefused = Release("MB6020", Error,
        "Gate refuses",
        "Gate '{0}' refuses: {1} {2}");

    /// <summary>MB6021.</summary>
    public static readonly DiagnosticDescriptor TargetDrifted = Release("MB6021", Error,
        "Target has drifted",
        "'{0}' is not what the store says: {1} 'modulebuild env apply' brings it again.");

    /// <summary>MB6026.</summary>
    public static readonly DiagnosticDescriptor ModuleNotPromotable = Release("MB6026", Error,
        "Module cannot be taken",
        "{0} cannot be taken. {1}");

    /// <summary>MB6027.</summary>
    public static readonly DiagnosticDescriptor ReleaseUnknown = Release("MB6027", Error,
        "Release is unknown",
        "'{0}' has no release to go back to: {1}");

    /// <summary>MB6028.</summary>
    public static readonly DiagnosticDescriptor PlanOutOfDate = Release("MB6028", Error,
        "Plan is out of date",
        "The plan for '{0}' is out of date: {1} Run the command again.");
}
