using System.Collections.Immutable;

namespace ModuleBuild.Release.Commands;

/// <summary>A command of the team.</summary>
/// <param name="Command">Program and arguments.</param>
/// <param name="Timeout">How long it may take.</param>
public sealed record CommandOptions(ImmutableArray<string> Command, TimeSpan Timeout);
