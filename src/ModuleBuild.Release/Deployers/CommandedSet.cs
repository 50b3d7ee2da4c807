using System.Collections.Immutable;
using System.Text.Json;
using ModuleBuild.Release.Model;

namespace ModuleBuild.Release.Deployers;

/// <summary>What a command finds on its standard input: <c>current.json</c> without folders, and what is asked for besides.</summary>
internal sealed record CommandedSet
{
    public int FormatVersion { get; init; } = StoreFormat.Current;

    public required string Environment { get; init; }

    public required int Release { get; init; }

    public required string SetDigest { get; init; }

    public required string Operation { get; init; }

    public required long Fence { get; init; }

    public required bool Activate { get; init; }

    /// <summary>Numbers of releases whose files must not be cleaned away.</summary>
    public required ImmutableArray<int> Keep { get; init; }

    public required ImmutableArray<CommandedModule> Modules { get; init; }

    public static CommandedSet Of(DeployRequest request) => new()
    {
        Environment = request.Environment,
        Release = request.Release,
        SetDigest = request.Set.Digest(),
        Operation = request.Operation,
        Fence = request.Fence,
        Activate = request.Activate,
        Keep = request.Keep,
        Modules =
        [
            .. request.Set.Modules.Select(module => new CommandedModule(
                module.Id, module.Version, module.ContentHash, request.Set.Settings.TryGetValue(module.Id, out var settings) ? settings : null)),
        ],
    };
}

/// <summary>A module that a command is to bring.</summary>
/// <param name="Id">Package id.</param>
/// <param name="Version">Normalized version.</param>
/// <param name="ContentHash">NuGet's content hash of the package, Base64.</param>
/// <param name="Settings">Its settings, or null.</param>
internal sealed record CommandedModule(string Id, string Version, string ContentHash, JsonElement? Settings);
