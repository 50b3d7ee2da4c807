using System.Text.Json;
using ModuleBuild.Core.Diagnostics;

namespace ModuleBuild.Core.Json;

/// <summary>Says in plain words what is wrong where a JSON text broke, and mends it where only one thing can be meant.</summary>
internal readonly ref struct SyntaxDiagnosis
{
    private readonly ReadOnlySpan<byte> _bytes;
    private readonly ReadingState _state;
    private readonly TextPositions _positions;

    private SyntaxDiagnosis(ReadOnlySpan<byte> bytes, ReadingState state, TextPositions positions)
    {
        _bytes = bytes;
        _state = state;
        _positions = positions;
    }

    /// <summary>The problem at a place. Its offset and its fix are those of the text that was read.</summary>
    /// <param name="bytes">The text that was read.</param>
    /// <param name="state">How far it was read.</param>
    /// <param name="positions">Lines and columns of the original text.</param>
    public static JsonProblem Of(ReadOnlySpan<byte> bytes, ReadingState state, TextPositions positions) =>
        new SyntaxDiagnosis(bytes, state, positions).Find();

    private JsonProblem Find()
    {
        var at = SkipBlanks(_state.End);
        if (at == _bytes.Length)
        {
            return EndOfFile();
        }

        if (Comments.ProblemAt(_bytes, at) is { } comment)
        {
            return comment;
        }

        return _state.AfterRoot || _state.AfterValue ? AfterValue(at, _state.ValueEnd) : Expected(at, afterComma: _state.CommaSeen);
    }

    private JsonProblem AfterValue(int at, int valueEnd)
    {
        if (_state.Innermost is null)
        {
            return JsonProblem.Syntax(at, $"{TokenDiagnosis.Show(_bytes[at..])} follows after the end of the document. Delete it.");
        }

        if (_bytes[at] == ',')
        {
            var next = SkipBlanks(at + 1);
            return next == _bytes.Length ? EndOfFile() : Expected(next, afterComma: true);
        }

        return StartsEntry(at) ? MissingComma(at, valueEnd) : Unexpected(at, $"expected ',' or '{Closing}' after the value");
    }

    private char Closing => _state.Innermost is JsonObject ? '}' : ']';

    private JsonProblem MissingComma(int at, int valueEnd) => JsonProblem.Syntax(
        at,
        $"expected ',' before {TokenDiagnosis.Show(_bytes[at..])}. Add the comma.",
        new Fix("Add the ','", [new TextEdit(valueEnd, 0, ",")]));

    private JsonProblem EndOfFile()
    {
        if (_state.Innermost is not { } open)
        {
            return JsonProblem.Syntax(_bytes.Length, "the file is empty. Run 'modulebuild init' to write a manifest.");
        }

        var (line, column) = _positions.At(open.Start);
        var kind = open is JsonObject ? "object" : "array";
        var place = FormattableString.Invariant($"line {line}, column {column}");
        return JsonProblem.Syntax(
            _bytes.Length, $"the file ends inside the {kind} that opens at {place}. Add what is missing, up to its '{Closing}'.");
    }

    // A field's name, or a value.
    private JsonProblem Expected(int at, bool afterComma)
    {
        if (_bytes[at] == ',')
        {
            var sentence = _state.Last == JsonTokenType.PropertyName
                ? $"{Quotation.Of(_state.Name!)} has no value. Write one before the ','."
                : "there is nothing before this ','. Delete it.";
            var fix = _state.Last == JsonTokenType.PropertyName ? null : new Fix("Delete the ','", [new TextEdit(at, 1, "")]);
            return JsonProblem.Syntax(at, sentence, fix);
        }

        if (_state.Innermost is JsonObject && _state.Last != JsonTokenType.PropertyName)
        {
            return ExpectedName(at, afterComma);
        }

        if (_bytes[at] is (byte)'{' or (byte)'[')
        {
            return new JsonProblem(
                DiagnosticCatalog.ManifestUnreadable,
                at,
                [FormattableString.Invariant($"objects and arrays nest deeper than {JsonTree.DeepestNesting} levels. Make it flatter.")]);
        }

        // A right number or word that broke on what stands against it: 1"b".
        var end = at + TokenDiagnosis.LengthOfRightWord(_bytes[at..]);
        if (end > at)
        {
            return end == _bytes.Length ? EndOfFile() : AfterValue(end, end);
        }

        return TokenDiagnosis.OfValue(_bytes, at)
            ?? Unexpected(at, _state.Name is { } name ? $"expected the value of {Quotation.Of(name)}" : "expected a value");
    }

    private JsonProblem ExpectedName(int at, bool afterComma)
    {
        if (_bytes[at] != '"')
        {
            return TokenDiagnosis.OfName(_bytes, at)
                ?? Unexpected(at, $"expected a field's name in double quotes{(afterComma ? "" : " or '}'")}");
        }

        if (TokenDiagnosis.OfString(_bytes, at) is { } problem)
        {
            return problem;
        }

        var end = TokenDiagnosis.EndOfString(_bytes, at);
        var next = SkipBlanks(end);
        if (next < _bytes.Length && Comments.ProblemAt(_bytes, next) is { } comment)
        {
            return comment;
        }

        var name = TokenDiagnosis.Show(_bytes[at..]);
        var onlyColonIsMissing = next < _bytes.Length && TokenDiagnosis.StartsValue(_bytes[next]);
        return next == _bytes.Length
            ? EndOfFile()
            : Unexpected(next, $"expected ':' after {name}") with
            {
                Fix = onlyColonIsMissing ? new Fix("Add the ':'", [new TextEdit(end, 0, ":")]) : null,
            };
    }

    private JsonProblem Unexpected(int at, string expected) =>
        JsonProblem.Syntax(at, $"{expected}, but found {TokenDiagnosis.Show(_bytes[at..])}.");

    private bool StartsEntry(int at) =>
        _state.Innermost is JsonObject ? _bytes[at] == '"' : TokenDiagnosis.StartsValue(_bytes[at]);

    private int SkipBlanks(int at)
    {
        while (at < _bytes.Length && _bytes[at] is (byte)' ' or (byte)'\t' or (byte)'\n' or (byte)'\r')
        {
            at++;
        }

        return at;
    }
}
