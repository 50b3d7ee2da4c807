namespace ModuleBuild.Release.Store.Git;

/// <summary>How git is called.</summary>
public sealed record GitOptions
{
    /// <summary>Name or path of the program.</summary>
    public string Program { get; init; } = "git";

    /// <summary>How long a call over the network may take.</summary>
    public TimeSpan NetworkLimit { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>How long a call on this machine may take.</summary>
    public TimeSpan LocalLimit { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>Whether commits are signed, with the key that git's own settings name (<c>user.signingKey</c>, <c>gpg.format</c>).</summary>
    public bool SignCommits { get; init; }

    /// <summary>Path of the file of SSH keys that are trusted, and whose they are (<c>gpg.ssh.allowedSignersFile</c>); null for git's own settings.</summary>
    public string? AllowedSigners { get; init; }

    /// <summary>Tells how old a lock is that a killed process left behind.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;
}
