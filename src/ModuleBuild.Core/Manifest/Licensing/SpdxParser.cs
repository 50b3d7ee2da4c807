using System.Collections.Immutable;

namespace ModuleBuild.Core.Manifest.Licensing;

/// <summary>
/// Recursive descent over one expression; the first problem ends it. In order of binding: <c>+</c>, WITH, AND, OR. Operators are
/// all upper case or all lower case, identifiers in any case, as SPDX 3.0 annex B says.
/// </summary>
internal sealed class SpdxParser
{
    // Far above any real expression, and far below what the stack can carry.
    private const int MaxDepth = 64;

    private readonly string _text;
    private readonly List<string> _deprecated = [];
    private readonly SpdxModernizer _modern;
    private SpdxToken _token;
    private string? _problem;
    private int _offset;

    public SpdxParser(string text)
    {
        _text = text;
        _modern = new SpdxModernizer(text);
        _token = SpdxToken.Read(text, 0);
    }

    /// <summary>Parses, without a word on what a wrong expression was meant to be.</summary>
    public SpdxParse Parse()
    {
        var expression = ParseOr(0);
        if (_problem is null && _token.Kind != SpdxTokenKind.End)
        {
            FailAtFollowing();
        }

        return _problem is null
            ? new SpdxParse(expression, null, 0, _modern.Result, _deprecated)
            : new SpdxParse(null, _problem, _offset, null, []);
    }

    private SpdxExpression? ParseOr(int depth) => ParseCombination(SpdxOperator.Or, SpdxTokenKind.Or, () => ParseAnd(depth));

    private SpdxExpression? ParseAnd(int depth) => ParseCombination(SpdxOperator.And, SpdxTokenKind.And, () => ParseOperand(depth));

    private SpdxExpression? ParseCombination(SpdxOperator @operator, SpdxTokenKind separator, Func<SpdxExpression?> parse)
    {
        var first = parse();
        if (_problem is not null || _token.Kind != separator)
        {
            return first;
        }

        var operands = ImmutableArray.CreateBuilder<SpdxExpression>();
        Add(first!);
        while (_problem is null && _token.Kind == separator)
        {
            Next();
            if (parse() is { } operand)
            {
                Add(operand);
            }
        }

        return _problem is null ? new SpdxCombination(@operator, operands.DrainToImmutable()) : null;

        // (A OR B) OR C is A OR B OR C.
        void Add(SpdxExpression operand)
        {
            if (operand is SpdxCombination inner && inner.Operator == @operator)
            {
                operands.AddRange(inner.Operands);
            }
            else
            {
                operands.Add(operand);
            }
        }
    }

    private SpdxExpression? ParseOperand(int depth)
    {
        switch (_token.Kind)
        {
            case SpdxTokenKind.Open:
                return ParseParentheses(depth);
            case SpdxTokenKind.Word:
                return ParseLicense();
            case SpdxTokenKind.End when _text.AsSpan().Trim().IsEmpty:
                return Fail("It is empty; write an identifier such as MIT.");
            case SpdxTokenKind.End:
                return Fail("A licence is missing at the end.");
            default:
                return Fail($"A licence is missing before {Shown(_token)}.");
        }
    }

    private SpdxExpression? ParseParentheses(int depth)
    {
        if (depth == MaxDepth)
        {
            return Fail($"Parentheses are nested more than {MaxDepth} deep.");
        }

        var open = _token;
        Next();
        var inner = ParseOr(depth + 1);
        if (_problem is not null)
        {
            return null;
        }

        if (_token.Kind != SpdxTokenKind.Close)
        {
            return _token.Kind == SpdxTokenKind.End ? Fail("This '(' is never closed.", open.Start) : FailAtFollowing();
        }

        Next();
        return _token.Kind == SpdxTokenKind.With ? Fail("WITH follows one licence, not parentheses.") : inner;
    }

    private SpdxExpression? ParseLicense()
    {
        var word = SpdxWord.Read(_token.Text(_text), isException: false);
        if (word.Problem is not null)
        {
            return Fail(word.Problem, _token.Start + word.Offset);
        }

        if (word.IsDeprecated)
        {
            NoteDeprecated(word.Canonical);
        }

        Next();
        if (_token.Kind != SpdxTokenKind.With)
        {
            return word.Expression;
        }

        Next();
        if (_token.Kind != SpdxTokenKind.Word)
        {
            return Fail("An exception is missing after WITH.");
        }

        var exception = SpdxWord.Read(_token.Text(_text), isException: true);
        if (exception.Problem is not null)
        {
            return Fail(exception.Problem, _token.Start + exception.Offset);
        }

        if (exception.IsDeprecated)
        {
            NoteDeprecated(exception.Canonical);
        }

        Next();
        return new SpdxWith(word.Expression!, exception.Canonical);
    }

    private void NoteDeprecated(string id)
    {
        _modern.Replace(_token, id);
        if (!_deprecated.Contains(id))
        {
            _deprecated.Add(id);
        }
    }

    private void Next() => _token = SpdxToken.Read(_text, _token.End);

    // Something follows a licence that is no operator.
    private SpdxExpression? FailAtFollowing() => Fail(_token.Kind switch
    {
        SpdxTokenKind.Close => "This ')' closes nothing.",
        SpdxTokenKind.Word when SpdxWord.Slip(_token.Text(_text)) is { } slip => slip,
        _ => $"An operator is missing before {Shown(_token)}: write AND, OR or WITH.",
    });

    private SpdxExpression? Fail(string problem, int? offset = null)
    {
        (_problem, _offset) = (problem, offset ?? _token.Start);
        return null;
    }

    private string Shown(SpdxToken token) => SpdxWord.Shown(token.Text(_text));
}
