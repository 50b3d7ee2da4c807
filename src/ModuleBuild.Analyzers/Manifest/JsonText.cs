using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace ModuleBuild.Analyzers.Manifest;

/// <summary>
/// Reads JSON with the places of its values. It passes over what other stages report (comments, commas before brackets), because a
/// permission is there although the file has a slip; a text that breaks off is not read at all. Analyzers cannot bring a JSON
/// library into the compiler.
/// </summary>
internal sealed class JsonText
{
    private const int MaxDepth = 64;

    private readonly string _text;
    private int _at;

    private JsonText(string text)
    {
        _text = text;
    }

    /// <summary>Reads a text.</summary>
    /// <param name="text">The text.</param>
    /// <returns>Its one value; null where it is broken or too deep.</returns>
    public static JsonNode? Read(string text)
    {
        var reader = new JsonText(text);
        var root = reader.ReadValue(0);
        reader.SkipBlanks();
        return reader._at == text.Length ? root : null;
    }

    private JsonNode? ReadValue(int depth)
    {
        SkipBlanks();
        if (_at >= _text.Length || depth > MaxDepth)
        {
            return null;
        }

        var start = _at;
        switch (_text[_at])
        {
            case '{':
                return ReadEntries(depth, '}');
            case '[':
                return ReadEntries(depth, ']');
            case '"':
                return ReadString() is { } text ? new JsonNode(JsonKind.Text, start, _at, text, []) : null;
            default:
                while (_at < _text.Length && (char.IsLetterOrDigit(_text[_at]) || _text[_at] is '-' or '+' or '.'))
                {
                    _at++;
                }

                return _at == start ? null : new JsonNode(JsonKind.Other, start, _at, null, []);
        }
    }

    private JsonNode? ReadEntries(int depth, char close)
    {
        var start = _at++;
        var entries = ImmutableArray.CreateBuilder<JsonField>();
        while (true)
        {
            SkipBlanks();
            if (_at >= _text.Length)
            {
                return null;
            }

            if (_text[_at] == close)
            {
                _at++;
                return new JsonNode(close == '}' ? JsonKind.Fields : JsonKind.List, start, _at, null, entries.ToImmutable());
            }

            if (ReadEntry(depth, close) is not { } entry)
            {
                return null;
            }

            entries.Add(entry);
            SkipBlanks();
            if (_at < _text.Length && _text[_at] == ',')
            {
                _at++;
            }
            else if (_at >= _text.Length || _text[_at] != close)
            {
                return null;
            }
        }
    }

    private JsonField? ReadEntry(int depth, char close)
    {
        var start = _at;
        string? name = null;
        if (close == '}')
        {
            name = _text[_at] == '"' ? ReadString() : null;
            SkipBlanks();
            if (name is null || _at >= _text.Length || _text[_at++] != ':')
            {
                return null;
            }
        }

        return ReadValue(depth + 1) is { } value ? new JsonField(start, name, value) : null;
    }

    private string? ReadString()
    {
        var text = new StringBuilder();
        for (_at++; _at < _text.Length; _at++)
        {
            switch (_text[_at])
            {
                case '"':
                    _at++;
                    return text.ToString();
                case '\\' when ++_at < _text.Length:
                    text.Append(ReadEscape());
                    break;
                case '\n':
                    return null;
                default:
                    text.Append(_text[_at]);
                    break;
            }
        }

        return null;
    }

    private char ReadEscape()
    {
        switch (_text[_at])
        {
            case 'n': return '\n';
            case 't': return '\t';
            case 'r': return '\r';
            case 'b': return '\b';
            case 'f': return '\f';
            case 'u' when _at + 4 < _text.Length
                && ushort.TryParse(_text.Substring(_at + 1, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var unit):
                _at += 4;
                return (char)unit;
            case var other: return other;
        }
    }

    private void SkipBlanks()
    {
        while (_at < _text.Length)
        {
            if (char.IsWhiteSpace(_text[_at]) || _text[_at] == '\uFEFF')
            {
                _at++;
            }
            else if (IsAt("//"))
            {
                SkipTo("\n");
            }
            else if (IsAt("/*"))
            {
                SkipTo("*/");
            }
            else
            {
                return;
            }
        }
    }

    private bool IsAt(string mark) => string.CompareOrdinal(_text, _at, mark, 0, mark.Length) == 0;

    private void SkipTo(string mark)
    {
        var end = _text.IndexOf(mark, _at + 1, System.StringComparison.Ordinal);
        _at = end < 0 ? _text.Length : end + mark.Length;
    }
}
