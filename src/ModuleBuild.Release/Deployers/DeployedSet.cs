using System.Collections.Immutable;
using System.Text.Json;
using ModuleBuild.Release.Model;

namespace ModuleBuild.Release.Deployers;

/// <summary>
/// <c>current.json</c> of a target folder: the set that runs there. Whoever runs modules reads this file, and nothing else tells them what to
/// load; it is replaced whole. A copy as <c>releases/&lt;n&gt;.json</c> says which folders an earlier release had.
/// </summary>
public sealed record DeployedSet
{
    /// <summary>Version of the format.</summary>
    public int FormatVersion { get; init; } = StoreFormat.Current;

    /// <summary>Name of the environment.</summary>
    public required string Environment { get; init; }

    /// <summary>Number of the release; 0 for the empty set of an environment where nothing ever ran.</summary>
    public required int Release { get; init; }

    /// <summary><see cref="ModuleSet.Digest"/> of the set.</summary>
    public required string SetDigest { get; init; }

    /// <summary>Id of the operation that brought it.</summary>
    public required string Operation { get; init; }

    /// <summary>The fence under which it was brought.</summary>
    public required long Fence { get; init; }

    /// <summary>The modules, in the order of ids.</summary>
    public required ImmutableArray<DeployedModule> Modules { get; init; }

    /// <summary>The file for a request.</summary>
    /// <param name="request">What is to run.</param>
    /// <param name="folderOf">Where each module lies, relative to the target folder.</param>
    public static DeployedSet Of(DeployRequest request, Func<ReleasedModule, string> folderOf) => new()
    {
        Environment = request.Environment,
        Release = request.Release,
        SetDigest = request.Set.Digest(),
        Operation = request.Operation,
        Fence = request.Fence,
        Modules =
        [
            .. request.Set.Modules.Select(module => new DeployedModule(module.Id, module.Version, folderOf(module), module.ContentHash)
            {
                Settings = request.Set.Settings.TryGetValue(module.Id, out var settings) ? settings : null,
            }),
        ],
    };
}

/// <summary>A module of a set, and where it lies.</summary>
/// <param name="Id">Package id.</param>
/// <param name="Version">Normalized version.</param>
/// <param name="Folder">Folder relative to the target folder, parted by <c>/</c>: the content of the package.</param>
/// <param name="ContentHash">NuGet's content hash of the package, Base64.</param>
public sealed record DeployedModule(string Id, string Version, string Folder, string ContentHash)
{
    /// <summary>Its settings, a JSON object; null where it has none.</summary>
    public JsonElement? Settings { get; init; }
}
