namespace ModuleBuild.Core.Manifest.Licensing;

internal enum SpdxTokenKind
{
    End,
    Open,
    Close,
    And,
    Or,
    With,
    Word,
}

/// <summary>A token of an expression: a parenthesis, an operator, or a word, which is whatever else stands between spaces.</summary>
internal readonly record struct SpdxToken(SpdxTokenKind Kind, int Start, int Length)
{
    public int End => Start + Length;

    /// <summary>The token that begins at an offset or after the spaces there.</summary>
    public static SpdxToken Read(string text, int offset)
    {
        while (offset < text.Length && char.IsWhiteSpace(text[offset]))
        {
            offset++;
        }

        if (offset == text.Length)
        {
            return new SpdxToken(SpdxTokenKind.End, offset, 0);
        }

        if (text[offset] is '(' or ')')
        {
            return new SpdxToken(text[offset] == '(' ? SpdxTokenKind.Open : SpdxTokenKind.Close, offset, 1);
        }

        var end = offset;
        while (end < text.Length && text[end] is not ('(' or ')') && !char.IsWhiteSpace(text[end]))
        {
            end++;
        }

        return new SpdxToken(KindOf(text.AsSpan(offset, end - offset)), offset, end - offset);
    }

    public ReadOnlySpan<char> Text(string text) => text.AsSpan(Start, Length);

    private static SpdxTokenKind KindOf(ReadOnlySpan<char> word) => word switch
    {
        "AND" or "and" => SpdxTokenKind.And,
        "OR" or "or" => SpdxTokenKind.Or,
        "WITH" or "with" => SpdxTokenKind.With,
        _ => SpdxTokenKind.Word,
    };
}
