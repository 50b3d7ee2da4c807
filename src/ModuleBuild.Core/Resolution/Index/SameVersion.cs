using NuGet.Versioning;

namespace ModuleBuild.Core.Resolution.Index;

/// <summary>Compares id and version as NuGet does: without regard to case and metadata.</summary>
internal sealed class SameVersion : IEqualityComparer<(string Id, NuGetVersion Version)>
{
    /// <summary>The only one.</summary>
    public static SameVersion Comparer { get; } = new();

    /// <inheritdoc/>
    public bool Equals((string Id, NuGetVersion Version) x, (string Id, NuGetVersion Version) y) =>
        x.Version == y.Version && x.Id.Equals(y.Id, StringComparison.OrdinalIgnoreCase);

    /// <inheritdoc/>
    public int GetHashCode((string Id, NuGetVersion Version) obj) =>
        HashCode.Combine(obj.Version.Major, obj.Version.Minor, obj.Version.Patch, obj.Id.GetHashCode(StringComparison.OrdinalIgnoreCase));
}
