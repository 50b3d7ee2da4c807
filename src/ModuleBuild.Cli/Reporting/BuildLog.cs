using System.Collections.Immutable;

namespace ModuleBuild.Cli.Reporting;

/// <summary>What a binary log tells of a build.</summary>
/// <param name="Succeeded">How it ended; null where the log ends before.</param>
/// <param name="Messages">Its errors and warnings, in the order in which they came.</param>
/// <param name="Projects">Modules that were built, or were to be.</param>
internal sealed record BuildLog(bool? Succeeded, ImmutableArray<BuildMessage> Messages, ImmutableArray<BuiltProject> Projects);
