namespace ModuleBuild.Core.Policy;

/// <summary>Section <c>release</c> of <c>modulebuild.json</c>: where environments are kept, and what may be published.</summary>
public sealed record ReleaseSettings
{
    /// <summary>Folder of the store where nobody named one, from the workspace on.</summary>
    public const string DefaultStore = ".modulebuild/store.git";

    /// <summary>The store: absolute path of a bare git repository, or the address of a remote.</summary>
    public string? Store { get; init; }

    /// <summary>Whether commits of the store are signed, with the key that git's own settings name.</summary>
    public bool SignsCommits { get; init; }

    /// <summary>The feed to which packages are published: an address, a folder or a name of <c>nuget.config</c>; null where it is named each time.</summary>
    public string? PublishSource { get; init; }

    /// <summary>Whether pre-releases may be published.</summary>
    public bool AllowsPrerelease { get; init; } = true;

    /// <summary>Whether a package needs an entry in its changelog for its version.</summary>
    public bool RequiresChangelog { get; init; } = true;

    /// <summary>Whether a package needs an author's signature.</summary>
    public bool RequiresSignature { get; init; }

    /// <summary>Whether the place of a store is an address, and no folder: with a scheme, or git's short form <c>user@host:path</c>.</summary>
    /// <param name="place">The place.</param>
    public static bool IsAddress(string place) =>
        place.Contains("://", StringComparison.Ordinal) || (place.Contains('@', StringComparison.Ordinal) && place.Contains(':', StringComparison.Ordinal));
}
