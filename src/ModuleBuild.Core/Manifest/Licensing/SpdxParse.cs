namespace ModuleBuild.Core.Manifest.Licensing;

/// <summary>What parsing gave.</summary>
/// <param name="Expression">The expression, or null where there is a problem.</param>
/// <param name="Problem">One or two sentences that say what is wrong, without the text itself; null where all is well.</param>
/// <param name="Offset">Where in the text the problem is, in UTF-16 code units from 0.</param>
/// <param name="Suggestion">
/// The whole expression as it was meant, or null where that is not sure. Also set where the expression is right but old
/// (<c>GPL-2.0+</c>) and there is one way to write it today.
/// </param>
/// <param name="Deprecated">Identifiers used that the list calls deprecated, each once, as they are written today.</param>
public sealed record SpdxParse(SpdxExpression? Expression, string? Problem, int Offset, string? Suggestion, IReadOnlyList<string> Deprecated);
