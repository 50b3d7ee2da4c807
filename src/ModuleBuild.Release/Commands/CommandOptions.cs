using System.Collections.Immutable;

namespace ModuleBuild.Release.Commands;

/// <summary>A command of the team.</summary>
/// <param name="Command">Program and arguments.</param>
/// <param name="Timeout">How long it may take.</param>
/// <param name="Folder">Absolute path of the folder in which it runs; null for that of this process.</param>
public sealed record CommandOptions(ImmutableArray<string> Command, TimeSpan Timeout, string? Folder = null);
