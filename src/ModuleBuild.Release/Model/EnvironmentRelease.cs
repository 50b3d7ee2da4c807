using System.Collections.Immutable;
using System.Text.Json;

namespace ModuleBuild.Release.Model;

/// <summary>
/// <c>releases/&lt;n/1000&gt;/&lt;n&gt;.json</c>: an immutable numbered set in an environment, with who asked for it, when and why. It is written when
/// all gates have passed, before anything is applied.
/// </summary>
public sealed record EnvironmentRelease
{
    /// <summary>Version of the format.</summary>
    public int FormatVersion { get; init; } = StoreFormat.Current;

    /// <summary>From 1 on, without gaps within an environment.</summary>
    public required int Number { get; init; }

    /// <summary>Name of the environment.</summary>
    public required string Environment { get; init; }

    /// <summary><see cref="ModuleSet.Digest"/> of modules and settings.</summary>
    public required string Digest { get; init; }

    /// <summary>The modules.</summary>
    public required ImmutableArray<ReleasedModule> Modules { get; init; }

    /// <summary>The settings by module.</summary>
    public required ImmutableSortedDictionary<string, JsonElement> Settings { get; init; }

    /// <summary>What its modules migrate for good; null where nothing, or where nobody asked.</summary>
    public ImmutableArray<IrreversibleMigration>? Migrations { get; init; }

    /// <summary>The release that ran before; null where there was none.</summary>
    public int? Base { get; init; }

    /// <summary>Id of the operation that made it.</summary>
    public required string Operation { get; init; }

    /// <summary>What kind of operation that was.</summary>
    public required OperationKind Kind { get; init; }

    /// <summary>The environment from which the set came; null where it came from elsewhere.</summary>
    public string? From { get; init; }

    /// <summary>The release of that environment, or the one of this environment that was restored.</summary>
    public int? FromRelease { get; init; }

    /// <summary>The policy that judged it.</summary>
    public PolicyReference? Policy { get; init; }

    /// <summary>Who asked for it.</summary>
    public required string By { get; init; }

    /// <summary>Why, in the words of who asked; null where nothing was said.</summary>
    public string? Why { get; init; }

    /// <summary>When it was allotted its number, UTC.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>The module with an id, in either case; null where it is not in the set.</summary>
    /// <param name="id">The id.</param>
    public ReleasedModule? Find(string id) => Modules.FirstOrDefault(module => module.Id.Equals(id, StringComparison.OrdinalIgnoreCase));

    /// <summary>Modules and settings as a set.</summary>
    public ModuleSet ToSet() => ModuleSet.Of(Modules, Settings);
}

/// <summary>Which policy judged.</summary>
/// <param name="Sha256">SHA-256 of the policy file, lower-case hexadecimal.</param>
/// <param name="Commit">Commit of the sources that hold the policy; null where they are under no version control.</param>
public sealed record PolicyReference(string Sha256, string? Commit = null);
