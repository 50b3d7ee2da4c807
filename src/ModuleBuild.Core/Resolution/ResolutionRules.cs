using System.Collections.Immutable;
using ModuleBuild.Core.Diagnostics;

namespace ModuleBuild.Core.Resolution;

/// <summary>The rules about other modules: they need a restore, a lock or a feed, so that a look at the manifest alone finds none of them.</summary>
public static class ResolutionRules
{
    private const string First = "MB1004";

    /// <summary>All of them, in the order of codes.</summary>
    public static ImmutableArray<DiagnosticDescriptor> All { get; } =
    [
        .. DiagnosticCatalog.All
            .Where(rule => rule.Category == Category.Dependencies)
            .Where(rule => string.CompareOrdinal(rule.Code, First) >= 0),
    ];
}
