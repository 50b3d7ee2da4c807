using System.Collections.Immutable;

namespace ModuleBuild.Security.Compatibility.Api;

/// <summary>A class of differences that the SDK's ApiCompat knows.</summary>
/// <param name="Id">Its id; https://learn.microsoft.com/dotnet/fundamentals/package-validation/diagnostic-ids.</param>
/// <param name="Breaks">What happened, where the newer version has less; null where that breaks nobody.</param>
/// <param name="Adds">What happened, where the older version has less; null where that is no addition, but told otherwise.</param>
internal sealed record DifferenceKind(string Id, string? Breaks, string? Adds)
{
    /// <summary>Of a target framework that is gone.</summary>
    public const string FrameworkRemoved = "PKV006";

    // Attributes and names of parameters (CP0014 to CP0017) are compared only where one asks for it.
    private static readonly ImmutableArray<DifferenceKind> All =
    [
        new("CP0001", "removed", "added"),
        new("CP0002", "removed", "added"),
        new("CP0003", "has another identity", null),
        new("CP0004", "removed", null),
        new("CP0005", "added as an abstract member", null),
        new("CP0006", "added to an interface", null),
        new("CP0007", "lost a base type", "gained a base type"),
        new("CP0008", "lost an interface", "gained an interface"),
        new("CP0009", "sealed", "no longer sealed"),
        new("CP0010", "has another underlying type", null),
        new("CP0011", "has another value", null),
        new("CP0012", "no longer virtual", "made virtual"),
        new("CP0013", null, null),
        new("CP0014", null, null),
        new("CP0015", null, null),
        new("CP0016", null, null),
        new("CP0017", "has another parameter name", null),
        new("CP0018", "sealed", null),
        new("CP0019", "less visible", "more visible"),
        new("CP0020", null, null),
        new("CP0021", "has other constraints", null),
    ];

    /// <summary>The class with an id. One that a later SDK brings breaks until we know better.</summary>
    public static DifferenceKind Of(string id) => All.FirstOrDefault(kind => kind.Id == id) ?? new(id, "changed", null);
}
