using static ModuleBuild.Core.Diagnostics.Severity;

namespace ModuleBuild.Core.Diagnostics;

/// <content>MB1004 on: module dependencies, resolution, lock and sources.</content>
public static partial class DiagnosticCatalog
{
    /// <summary>MB1004.</summary>
    public static readonly DiagnosticDescriptor DependencyCycle = Dependencies("MB1004", Error,
        "Dependency cycle",
        "Modules need one another in a circle: {0}. Break it with an extension point, or make one of the dependencies 'optional'.");

    /// <summary>MB1005.</summary>
    public static readonly DiagnosticDescriptor ModuleNotDeclared = Dependencies("MB1005", Error,
        "Referenced module is not declared",
        "The project references module '{0}', which is absent from 'dependencies'. Add it there with the range \"{1}\", as 'modulebuild fix' does.");

    /// <summary>MB1006.</summary>
    public static readonly DiagnosticDescriptor DependencyUnused = Dependencies("MB1006", Warning,
        "Dependency is not used",
        "The module depends on '{0}', but {1}. Remove it, or say how it is used: 'extensionPoints.consumes', 'loadAfter', or make it 'optional'.");

    /// <summary>MB1007.</summary>
    public static readonly DiagnosticDescriptor RangeExcludesRestored = Dependencies("MB1007", Error,
        "Range excludes the restored version",
        "The range {1} of '{0}' excludes {2}, the version that the build restored. {3}");

    /// <summary>MB1008.</summary>
    public static readonly DiagnosticDescriptor DependencyNotFound = Dependencies("MB1008", Error,
        "Dependency was not found",
        "{0} {1} was not found in any source: {2}. {3}");

    /// <summary>MB1009.</summary>
    public static readonly DiagnosticDescriptor ConflictingModule = Dependencies("MB1009", Error,
        "Conflicting modules",
        "{0} conflicts with {1} {2}{3}. Take one of the two out of the set.");

    /// <summary>MB1010.</summary>
    public static readonly DiagnosticDescriptor FloatingVersion = Dependencies("MB1010", Warning,
        "Floating version",
        "The reference to '{0}' has the floating version '{1}': the same sources give another build tomorrow. Pin it, or commit packages.lock.json.");

    /// <summary>MB1011.</summary>
    public static readonly DiagnosticDescriptor LockOutOfDate = Dependencies("MB1011", Error,
        "Lock is out of date",
        "{0}. Run 'modulebuild lock' and commit module.lock.json.{1}");

    /// <summary>MB1012.</summary>
    public static readonly DiagnosticDescriptor HostAssemblyPacked = Dependencies("MB1012", Warning,
        "Host assembly in the package",
        "{0} goes along with the module, but the host gives it: two copies of it would not be the same types. {1}.");

    /// <summary>MB1013.</summary>
    public static readonly DiagnosticDescriptor NoConsistentSet = Dependencies("MB1013", Error,
        "No consistent set of modules",
        "No consistent set of modules exists. {0}");

    /// <summary>MB1014.</summary>
    public static readonly DiagnosticDescriptor LockUnusable = Dependencies("MB1014", Error,
        "Lock cannot be used",
        "The lock cannot be used: {0}");

    /// <summary>MB1015.</summary>
    public static readonly DiagnosticDescriptor SourceFailed = Dependencies("MB1015", Error,
        "Package source failed",
        "Package source '{0}' failed: {1}");

    /// <summary>MB1016.</summary>
    public static readonly DiagnosticDescriptor ContentHashDiffers = Dependencies("MB1016", Error,
        "Content of a package differs",
        "{0} {1} from {2} has the content hash {3}, but {4} says {5}. Somebody replaced the package: find out who before you go on.");

    /// <summary>MB1017.</summary>
    public static readonly DiagnosticDescriptor SourcesDisagree = Dependencies("MB1017", Error,
        "Sources disagree on a package",
        "{0} {1} has other content in '{2}' than in '{3}'. Say with package source mapping in nuget.config which source it comes from.");

    /// <summary>MB1018.</summary>
    public static readonly DiagnosticDescriptor BudgetExhausted = Dependencies("MB1018", Error,
        "Resolution gave up",
        "Resolution gave up after {0} conflicts, most of them about {1}. Narrow the ranges of these packages, or raise 'resolution.conflictBudget' in modulebuild.json.");

    /// <summary>MB1019.</summary>
    public static readonly DiagnosticDescriptor VulnerableChosen = Dependencies("MB1019", Warning,
        "Vulnerable version chosen",
        "{0} {1} has known vulnerabilities ({2}){3}. {4}");

    /// <summary>MB1020.</summary>
    public static readonly DiagnosticDescriptor DiscouragedChosen = Dependencies("MB1020", Warning,
        "Deprecated or unlisted version chosen",
        "{0} {1} is {2}. {3}");

    /// <summary>MB1021.</summary>
    public static readonly DiagnosticDescriptor PackageUnusable = Dependencies("MB1021", Error,
        "Package cannot be used",
        "{0} {1} from '{2}' cannot be used: {3}");

    /// <summary>MB1022.</summary>
    public static readonly DiagnosticDescriptor IndexUnusable = Dependencies("MB1022", Error,
        "Index cannot be used",
        "The index cannot be used: {0}");

    /// <summary>MB1023.</summary>
    public static readonly DiagnosticDescriptor NotAModule = Dependencies("MB1023", Note,
        "Dependency is not a module",
        "{0} {1} is not a module: NuGet restores what it needs, and its own dependencies are not resolved here.");

    /// <summary>MB1024.</summary>
    public static readonly DiagnosticDescriptor WorkspaceUnusable = Dependencies("MB1024", Error,
        "Workspace file cannot be used",
        "The workspace file cannot be used: {0}");
}
