using System.Text;
using System.Text.Json;
using ModuleBuild.Core.Diagnostics;

namespace ModuleBuild.Core.Json;

/// <summary>Puts tokens together to a tree, and sees what stands between them.</summary>
/// <param name="text">The text whose tokens come. The tree's offsets are those of the original.</param>
/// <param name="origin">Offset of the reader's first byte.</param>
/// <param name="positions">Lines and columns of the original.</param>
internal sealed class JsonTreeBuilder(RepairedText text, int origin, TextPositions positions)
{
    private readonly Stack<JsonContainer> _open = new();
    private readonly byte[] _bytes = text.Bytes;
    private (string Text, int Start, int End)? _name;
    private JsonTokenType _last;
    private int _comma = -1;
    private int _end = TextEncoding.StartOfText(text.Bytes);
    private int _valueEnd;

    /// <summary>The root, once its first token was taken.</summary>
    public JsonValue? Root { get; private set; }

    /// <summary>What was seen.</summary>
    public List<JsonProblem> Problems { get; } = [];

    /// <summary>How far the tokens went.</summary>
    public ReadingState State => new(_end, _valueEnd, _last, _comma >= 0, _open.TryPeek(out var c) ? c : null, _open.Count, _name?.Text);

    /// <summary>Takes the reader's token.</summary>
    /// <param name="reader">A reader that stands on a token.</param>
    public void Take(ref Utf8JsonReader reader)
    {
        var start = origin + (int)reader.TokenStartIndex;
        var gap = _bytes.AsSpan(_end, start - _end).LastIndexOf((byte)',');
        _comma = gap < 0 ? _comma : _end + gap;
        if (reader.TokenType == JsonTokenType.Comment)
        {
            _end = Comments.EndOf(_bytes, start, reader.ValueSpan.Length);
            Report(Comments.Problem(_bytes, start, _end));
            return;
        }

        _valueEnd = _end = origin + (int)reader.BytesConsumed;
        _last = reader.TokenType;
        switch (reader.TokenType)
        {
            case JsonTokenType.PropertyName:
                var nameEnd = start + reader.ValueSpan.Length + 2;
                _name = (DecodeString(ref reader, start), text.ToOriginal(start), text.ToOriginal(nameEnd));
                break;
            case JsonTokenType.StartObject:
                Open(new JsonObject(text.ToOriginal(start)));
                break;
            case JsonTokenType.StartArray:
                Open(new JsonArray(text.ToOriginal(start)));
                break;
            case JsonTokenType.EndObject or JsonTokenType.EndArray:
                Close();
                break;
            default:
                var scalar = Scalar(ref reader, start);
                scalar.End = text.ToOriginal(_end);
                Place(scalar);
                break;
        }

        _comma = -1;
    }

    private JsonValue Scalar(ref Utf8JsonReader reader, int start)
    {
        var original = text.ToOriginal(start);
        return reader.TokenType switch
        {
            JsonTokenType.String => new JsonString(original, DecodeString(ref reader, start)),
            JsonTokenType.Number => new JsonNumber(original, Encoding.ASCII.GetString(reader.ValueSpan)),
            JsonTokenType.Null => new JsonNull(original),
            _ => new JsonBoolean(original, reader.TokenType == JsonTokenType.True),
        };
    }

    private void Open(JsonContainer container)
    {
        Place(container);
        _open.Push(container);
    }

    private void Close()
    {
        if (_comma >= 0)
        {
            Report(JsonProblem.Syntax(
                _comma, "there is a ',' after the last entry. Delete it.", new Fix("Delete the ','", [new TextEdit(_comma, 1, "")])));
        }

        var container = _open.Pop();
        container.End = text.ToOriginal(_end);
        if (container is JsonObject o)
        {
            DuplicateFields.Report(o, positions, Add);
        }
    }

    private void Place(JsonValue value)
    {
        if (!_open.TryPeek(out var container))
        {
            Root = value;
        }
        else if (_name is var (name, start, end))
        {
            container.Add(name, start, end, value);
        }
        else
        {
            container.Add(null, value.Start, value.Start, value);
        }

        _name = null;
    }

    private string DecodeString(ref Utf8JsonReader reader, int start)
    {
        if (!reader.ValueIsEscaped || LoneSurrogate.Find(reader.ValueSpan) is not (>= 0 and var at))
        {
            return reader.GetString()!;
        }

        var escape = Encoding.ASCII.GetString(reader.ValueSpan.Slice(at, 6));
        Report(JsonProblem.Syntax(
            start + 1 + at, $"the escape {escape} is one half of a surrogate pair. Write both halves, or the character itself."));
        return LoneSurrogate.Decode(reader.ValueSpan);
    }

    private void Report(JsonProblem problem) => Add(text.ToOriginal(problem));

    private void Add(JsonProblem problem)
    {
        if (Problems.Count < JsonTree.MostProblems)
        {
            Problems.Add(problem);
        }
    }
}
