using static ModuleBuild.Core.Diagnostics.Severity;

namespace ModuleBuild.Core.Diagnostics;

/// <content>MB600x: what may be published, and what became of it.</content>
public static partial class DiagnosticCatalog
{
    /// <summary>MB6008.</summary>
    public static readonly DiagnosticDescriptor NotPublished = Release("MB6008", Error,
        "Package was not published",
        "{0} was not published to '{1}': {2}");
}
