using System.Collections.Immutable;

namespace ModuleBuild.Release.Environments;

/// <summary>How sets come to an environment.</summary>
public abstract record DeployerPolicy;

/// <summary>Into a folder.</summary>
/// <param name="Path">Its absolute path.</param>
/// <param name="Keep">How many releases stay there besides those that are needed.</param>
public sealed record DirectoryDeployerPolicy(string Path, int Keep = 5) : DeployerPolicy;

/// <summary>By a command of the team.</summary>
/// <param name="Command">The program and its arguments.</param>
/// <param name="Timeout">How long it may take.</param>
public sealed record CommandDeployerPolicy(ImmutableArray<string> Command, TimeSpan Timeout) : DeployerPolicy;
