using static ModuleBuild.Core.Diagnostics.Severity;

namespace ModuleBuild.Core.Diagnostics;

/// <content>MB20xx: permissions of the manifest, against what the source does.</content>
public static partial class DiagnosticCatalog
{
    /// <summary>MB2001. Reported by the compiler, through ModuleBuild.Analyzers.</summary>
    public static readonly DiagnosticDescriptor UseWithoutPermission = Security("MB2001", Error,
        "Use without permission",
        "'{0}' can {1}, and {2} does not permit it. Add '{3}' to its permissions, or remove the call.");

    /// <summary>MB2002.</summary>
    public static readonly DiagnosticDescriptor PermissionUnused = Security("MB2002", Warning,
        "Permission is not used",
        "'{0}' is declared, and nothing that runs with the module uses it. Remove it.");

    /// <summary>MB2003.</summary>
    public static readonly DiagnosticDescriptor PermissionUnknown = Security("MB2003", Error,
        "Unknown permission",
        "'{0}' is not a permission that anybody knows. {1}");

    /// <summary>MB2004.</summary>
    public static readonly DiagnosticDescriptor PermissionWildcard = Security("MB2004", Warning,
        "Permission covers everything",
        "'{0}' covers every {1}. Name those that the module needs.");

    /// <summary>MB2006. Reported by the compiler, through ModuleBuild.Analyzers.</summary>
    public static readonly DiagnosticDescriptor NativeCallWithoutPermission = Security("MB2006", Warning,
        "Native code without permission",
        "'{0}' calls native code of '{1}', and {2} does not permit it. Add '{3}' to its permissions, or remove the declaration.");
}
