using static ModuleBuild.Core.Diagnostics.Severity;

namespace ModuleBuild.Core.Diagnostics;

/// <content>MB90xx: what surrounds the build: SDK, files, baseline.</content>
public static partial class DiagnosticCatalog
{
    /// <summary>MB9001. Raised by the targets file, because the tasks cannot load in an older SDK.</summary>
    public static readonly DiagnosticDescriptor SdkTooOld = Environment("MB9001", Error,
        "SDK is too old",
        "ModuleBuild needs the .NET SDK 10.0.100 or newer; this build runs on {0}. Install it, and raise 'version' in global.json if there is one.");

    /// <summary>MB9002.</summary>
    public static readonly DiagnosticDescriptor BaselineStale = Environment("MB9002", Warning,
        "Baseline entry is stale",
        "The baseline accepts {0} at '{1}', which is no longer found. Delete the entry.");

    /// <summary>MB9003.</summary>
    public static readonly DiagnosticDescriptor BaselineInvalid = Environment("MB9003", Error,
        "Baseline cannot be used",
        "The baseline cannot be used: {0}");

    /// <summary>MB9004.</summary>
    public static readonly DiagnosticDescriptor AssetsUnusable = Environment("MB9004", Error,
        "Restore result cannot be used",
        "The restore result cannot be used: {0}");

    /// <summary>MB9005.</summary>
    public static readonly DiagnosticDescriptor OutputNotWritten = Environment("MB9005", Error,
        "Output could not be written",
        "The file could not be written: {0} What stood there before is unchanged.");

    /// <summary>MB9006.</summary>
    public static readonly DiagnosticDescriptor CommitTimeUnknown = Environment("MB9006", Note,
        "No commit time",
        "The SBOM carries no time stamp: {0}. Commit the sources to git, or set SOURCE_DATE_EPOCH to seconds since 1970.");

    /// <summary>MB9007.</summary>
    public static readonly DiagnosticDescriptor ProjectUnusable = Environment("MB9007", Error,
        "Project cannot be used",
        "{0}");

    /// <summary>MB9008.</summary>
    public static readonly DiagnosticDescriptor EvidenceUnusable = Environment("MB9008", Error,
        "Evidence index cannot be used",
        "The evidence index cannot be used: {0} Build the package again with ModuleBuild.");

    /// <summary>MB9009. Raised by the targets file, where pack is told to use another .nuspec.</summary>
    public static readonly DiagnosticDescriptor EvidenceNotPacked = Environment("MB9009", Warning,
        "Evidence is not packed",
        "The package is made from its own .nuspec (NuspecFile), so the evidence in '{0}' is not packed. Leave the .nuspec to the SDK, or name those files in it with target=\"module\".");

    /// <summary>MB9010.</summary>
    public static readonly DiagnosticDescriptor BuildLogUnusable = Environment("MB9010", Error,
        "Build log cannot be used",
        "The build log cannot be used: {0} Build with 'dotnet build -bl', and name the file that it writes.");

    /// <summary>MB9011.</summary>
    public static readonly DiagnosticDescriptor BuildLogIncomplete = Environment("MB9011", Warning,
        "Build log is incomplete",
        "The build log ends before the build does: it was stopped, or the file is damaged. What is there is reported; the rest is not known.");
}
