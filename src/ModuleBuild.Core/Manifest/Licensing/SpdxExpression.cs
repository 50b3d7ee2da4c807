using System.Collections.Immutable;

namespace ModuleBuild.Core.Manifest.Licensing;

/// <summary>
/// A parsed SPDX licence expression: the grammar of SPDX 2.3 annex D and 3.0 annex B (AND, OR, WITH, +, parentheses, LicenseRef-,
/// DocumentRef-, AdditionRef-), against the licence list that is shipped as data.
/// </summary>
public abstract record SpdxExpression
{
    /// <summary>Version of the SPDX licence list that is shipped, for example <c>3.29.0</c>.</summary>
    public static string LicenseListVersion => SpdxLicenseList.Shared.Version;

    /// <summary>The licences and references of the expression, in the order in which they are written.</summary>
    public abstract IEnumerable<SpdxExpression> Leaves { get; }

    /// <summary>The canonical text, without parentheses that change nothing.</summary>
    protected abstract string Text { get; }

    /// <summary>Parses an expression.</summary>
    /// <param name="text">What was written.</param>
    /// <returns>The expression; or null and what is wrong, where, and what was probably meant.</returns>
    public static SpdxParse Parse(string text)
    {
        var parse = new SpdxParser(text).Parse();
        if (parse.Problem is null)
        {
            return parse;
        }

        var suggestion = SpdxSuggestion.For(text);
        return parse with { Problem = parse.Problem + suggestion.Hint, Suggestion = suggestion.Expression };
    }

    /// <summary>The expression with identifiers in the list's own case and operators in capitals.</summary>
    public sealed override string ToString() => Text;
}

/// <summary>A licence of the list.</summary>
/// <param name="Id">Its identifier in the list's own case.</param>
/// <param name="OrLater">Whether <c>+</c> follows: this version or a later one.</param>
public sealed record SpdxLicense(string Id, bool OrLater = false) : SpdxExpression
{
    /// <inheritdoc/>
    public override IEnumerable<SpdxExpression> Leaves => [this];

    /// <inheritdoc/>
    protected override string Text => OrLater ? Id + "+" : Id;
}

/// <summary>A licence that is not on the list: <c>LicenseRef-x</c>.</summary>
/// <param name="Document">The <c>x</c> of <c>DocumentRef-x:</c>, or null.</param>
/// <param name="Name">What follows <c>LicenseRef-</c>.</param>
public sealed record SpdxLicenseReference(string? Document, string Name) : SpdxExpression
{
    /// <inheritdoc/>
    public override IEnumerable<SpdxExpression> Leaves => [this];

    /// <inheritdoc/>
    protected override string Text => Document is null ? $"LicenseRef-{Name}" : $"DocumentRef-{Document}:LicenseRef-{Name}";
}

/// <summary>A licence with an exception.</summary>
/// <param name="License">A licence or a reference.</param>
/// <param name="Exception">Identifier of an exception in the list's own case, or an <c>AdditionRef-</c> as written.</param>
public sealed record SpdxWith(SpdxExpression License, string Exception) : SpdxExpression
{
    /// <inheritdoc/>
    public override IEnumerable<SpdxExpression> Leaves => License.Leaves;

    /// <inheritdoc/>
    protected override string Text => $"{License} WITH {Exception}";
}

/// <summary>How the operands of a combination belong together.</summary>
public enum SpdxOperator
{
    /// <summary>All of them hold.</summary>
    And,

    /// <summary>One of them may be chosen.</summary>
    Or,
}

/// <summary>Two or more expressions with one operator between them.</summary>
/// <param name="Operator">The operator.</param>
/// <param name="Operands">At least two; none is a combination with the same operator.</param>
public sealed record SpdxCombination(SpdxOperator Operator, ImmutableArray<SpdxExpression> Operands) : SpdxExpression
{
    /// <inheritdoc/>
    public override IEnumerable<SpdxExpression> Leaves => Operands.SelectMany(operand => operand.Leaves);

    /// <inheritdoc/>
    protected override string Text => Operator == SpdxOperator.Or
        ? string.Join(" OR ", Operands)
        // AND binds tighter than OR.
        : string.Join(" AND ", Operands.Select(operand => operand is SpdxCombination ? $"({operand})" : operand.ToString()));

    /// <summary>Whether both combine the same operands in the same order.</summary>
    /// <param name="other">The other combination.</param>
    public bool Equals(SpdxCombination? other) =>
        other is not null && Operator == other.Operator && Operands.SequenceEqual(other.Operands);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Operator, Operands.Length, Operands[0]);
}
