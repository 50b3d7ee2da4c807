using static ModuleBuild.Core.Diagnostics.Severity;

namespace ModuleBuild.Core.Diagnostics;

/// <content>MB40xx: generated documentation.</content>
public static partial class DiagnosticCatalog
{
    /// <summary>MB4001. An error in continuous integration, a warning at the desk.</summary>
    public static readonly DiagnosticDescriptor DocsOutOfDate = Documentation("MB4001", Error,
        "Generated documentation is out of date",
        "{0} is out of date (+{1} -{2} lines). Run 'modulebuild docs'.{3}");

    /// <summary>MB4002.</summary>
    public static readonly DiagnosticDescriptor DocsMarkerMissing = Documentation("MB4002", Warning,
        "No place for the generated section",
        "{0}. Nothing was written to it. Put '<!-- BEGIN_MODULE_DOCS -->' and '<!-- END_MODULE_DOCS -->' where the section belongs.");
}
