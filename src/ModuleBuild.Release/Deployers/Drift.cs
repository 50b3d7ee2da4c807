namespace ModuleBuild.Release.Deployers;

/// <summary>One way in which a target differs from what the store says.</summary>
/// <param name="Kind">Which.</param>
/// <param name="Text">What differs, as a sentence.</param>
public sealed record Drift(DriftKind Kind, string Text)
{
    /// <summary>Package id of the module that differs; null where it is the target as a whole.</summary>
    public string? Module { get; init; }
}

/// <summary>How a target differs from what the store says.</summary>
public enum DriftKind
{
    /// <summary>The target itself: its pointer is missing, cannot be read, is another environment's or another release's.</summary>
    Target,

    /// <summary>A module of the set is not there.</summary>
    Missing,

    /// <summary>A module is there in another version, with other bytes or with other settings.</summary>
    Changed,

    /// <summary>A module runs there that is not of the set.</summary>
    Extra,
}
