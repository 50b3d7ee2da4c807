using System.Collections.Immutable;

namespace ModuleBuild.Core.Json;

/// <summary>A JSON text that was read.</summary>
/// <param name="Bytes">The file.</param>
/// <param name="Root">The value; null where the text is broken beyond repair.</param>
/// <param name="Positions">Lines and columns.</param>
/// <param name="Problems">In no particular order.</param>
internal sealed record JsonTree(ReadOnlyMemory<byte> Bytes, JsonValue? Root, TextPositions Positions, ImmutableArray<JsonProblem> Problems)
{
    /// <summary>Objects and arrays may stand this deep in one another.</summary>
    public const int DeepestNesting = 64;

    /// <summary>After so many problems the rest is not told: a text of a megabyte has room for half a million.</summary>
    public const int MostProblems = 1000;
}
