namespace ModuleBuild.Core.Manifest.Licensing;

/// <summary>
/// A parsed SPDX licence expression: the grammar of SPDX 2.3 annex D and 3.0 annex B (AND, OR, WITH, +, parentheses, LicenseRef-,
/// DocumentRef-, AdditionRef-), against the licence list that is shipped as data.
/// </summary>
public abstract record SpdxExpression
{
    /// <summary>Version of the SPDX licence list that is shipped, for example <c>3.27.0</c>.</summary>
    public static string LicenseListVersion => string.Empty;

    /// <summary>Parses an expression.</summary>
    /// <param name="text">What was written.</param>
    /// <returns>The expression; or null and what is wrong, where, and what was probably meant.</returns>
    public static SpdxParse Parse(string text) => throw new NotImplementedException();
}

/// <summary>What parsing gave.</summary>
/// <param name="Expression">The expression, or null where there is a problem.</param>
/// <param name="Problem">A sentence that says what is wrong, without the text itself; null where all is well.</param>
/// <param name="Offset">Where in the text the problem is, in UTF-16 code units from 0.</param>
/// <param name="Suggestion">The whole expression as it was probably meant, or null where that is not sure.</param>
/// <param name="Deprecated">Identifiers used that the list calls deprecated.</param>
public sealed record SpdxParse(SpdxExpression? Expression, string? Problem, int Offset, string? Suggestion, IReadOnlyList<string> Deprecated);
