using ModuleBuild.Release.Model;

namespace ModuleBuild.Release.Store;

/// <summary>When newer versions were looked for last, as a store keeps it.</summary>
public sealed record UpdateCheck
{
    /// <summary>Version of the format.</summary>
    public int FormatVersion { get; init; } = StoreFormat.Current;

    /// <summary>Of which workspace, for people.</summary>
    public required string Workspace { get; init; }

    /// <summary>When the look began, UTC.</summary>
    public required DateTimeOffset Checked { get; init; }
}
