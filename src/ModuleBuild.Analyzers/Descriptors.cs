using Microsoft.CodeAnalysis;

namespace ModuleBuild.Analyzers;

/// <summary>The findings of this analyzer: the entries of ModuleBuild's catalogue in Roslyn's form. A test holds both together.</summary>
internal static class Descriptors
{
    /// <summary>Key of the diagnostic's property that holds the permission to add.</summary>
    public const string Permission = "permission";

    /// <summary>Key of the diagnostic's property that holds the path of the manifest.</summary>
    public const string Manifest = "manifest";

    private const string Category = "Security";
    private const string CodePages = "https://github.com/modulebuild/modulebuild/blob/main/docs/codes/";

    /// <summary>MB2001.</summary>
    public static readonly DiagnosticDescriptor UseWithoutPermission = new(
        "MB2001",
        "Use without permission",
        "'{0}' can {1}, and {2} does not permit it. Add '{3}' to its permissions, or remove the call.",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: CodePages + "MB2001.md");

    /// <summary>MB2006.</summary>
    public static readonly DiagnosticDescriptor NativeCallWithoutPermission = new(
        "MB2006",
        "Native code without permission",
        "'{0}' calls native code of '{1}', and {2} does not permit it. Add '{3}' to its permissions, or remove the declaration.",
        Category,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        helpLinkUri: CodePages + "MB2006.md");
}
