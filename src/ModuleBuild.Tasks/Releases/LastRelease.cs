using System.Collections.Immutable;
using Microsoft.Build.Framework;
using Microsoft.Build.Utilities;
using ModuleBuild.Core.Compatibility;
using NuGet.Versioning;

namespace ModuleBuild.Tasks.Releases;

/// <summary>The release before the one that is built, for the stages that compare with it.</summary>
/// <param name="Version">Its version; null where none is known.</param>
/// <param name="NotCompared">Why it cannot be compared; null where it can, or where there is none.</param>
internal sealed record LastRelease(NuGetVersion? Version, NotComparedReason? NotCompared)
{
    /// <summary>There is no earlier release.</summary>
    public static LastRelease None { get; } = new(null, null);

    /// <summary>Absolute path of the extracted package; empty where there is none.</summary>
    public string Folder { get; init; } = string.Empty;

    /// <summary>Absolute path of its assembly that takes the place of the compiled one; null where it has none for the framework.</summary>
    public string? Assembly { get; init; }

    /// <summary>Short names of the frameworks for which it has assemblies.</summary>
    public ImmutableArray<string> Frameworks { get; init; } = [];

    /// <summary>What was handed over.</summary>
    /// <param name="item">From <see cref="ToItem"/>; null where nobody looked.</param>
    public static LastRelease From(ITaskItem? item) => item is null ? None : new LastRelease(
        NuGetVersion.TryParse(item.GetMetadata(nameof(Version)), out var version) ? version : null,
        Enum.TryParse<NotComparedReason>(item.GetMetadata(nameof(NotCompared)), out var reason) ? reason : null)
    {
        Folder = item.GetMetadata(nameof(Folder)),
        Assembly = item.GetMetadata(nameof(Assembly)) is { Length: > 0 } path ? path : null,
        Frameworks = [.. item.GetMetadata(nameof(Frameworks)).Split(',', StringSplitOptions.RemoveEmptyEntries)],
    };

    /// <summary>Hands it over to the tasks of the stages.</summary>
    public ITaskItem ToItem()
    {
        ITaskItem2 item = new TaskItem("LastRelease");
        item.SetMetadataValueLiteral(nameof(Version), Version?.ToNormalizedString() ?? string.Empty);
        item.SetMetadataValueLiteral(nameof(NotCompared), NotCompared?.ToString() ?? string.Empty);
        item.SetMetadataValueLiteral(nameof(Folder), Folder);
        item.SetMetadataValueLiteral(nameof(Assembly), Assembly ?? string.Empty);
        item.SetMetadataValueLiteral(nameof(Frameworks), string.Join(',', Frameworks));
        return item;
    }
}
