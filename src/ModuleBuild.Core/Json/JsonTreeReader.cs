using System.Text.Json;

namespace ModuleBuild.Core.Json;

/// <summary>
/// Reads a whole JSON text into a tree. The tokens are <see cref="Utf8JsonReader"/>'s. What it tolerates here but RFC 8259 does not
/// (comments, commas before a closing bracket) is told as a problem; a broken place with one safe answer is mended in a copy.
/// Either way the rest of the file is still read.
/// </summary>
internal sealed class JsonTreeReader
{
    private static readonly JsonReaderOptions Tolerant = new()
    {
        AllowTrailingCommas = true,
        CommentHandling = JsonCommentHandling.Allow,
        MaxDepth = JsonTree.DeepestNesting,
    };

    private readonly ReadOnlyMemory<byte> _bytes;
    private readonly TextPositions _positions;
    private readonly RepairedText _text;
    private readonly int _start;

    private JsonTreeReader(ReadOnlyMemory<byte> bytes, int start)
    {
        _bytes = bytes;
        _positions = new TextPositions(bytes, start);
        _text = new RepairedText(bytes);
        _start = start;
    }

    /// <summary>Reads a text. Never throws for what it holds.</summary>
    /// <param name="bytes">The whole file.</param>
    public static JsonTree Read(ReadOnlyMemory<byte> bytes)
    {
        var start = TextEncoding.StartOfText(bytes.Span);
        return TextEncoding.FindProblem(bytes.Span, start) is { } problem
            ? new JsonTree(bytes, null, new TextPositions(bytes, start), [problem])
            : new JsonTreeReader(bytes, start).Read();
    }

    private JsonTree Read()
    {
        var broken = new List<JsonProblem>();
        while (true)
        {
            var builder = new JsonTreeBuilder(_text, _start, _positions);
            if (ReadTokens(builder))
            {
                return new JsonTree(_bytes, builder.Root, _positions, [.. broken, .. builder.Problems]);
            }

            var problem = SyntaxDiagnosis.Of(_text.Bytes, builder.State, _positions);
            broken.Add(_text.ToOriginal(problem));
            if (problem.Fix is not { } fix || !_text.TryRepair(fix.Edits[0]))
            {
                return new JsonTree(_bytes, null, _positions, [.. broken, .. builder.Problems]);
            }
        }
    }

    private bool ReadTokens(JsonTreeBuilder builder)
    {
        var reader = new Utf8JsonReader(_text.Bytes.AsSpan(_start), Tolerant);
        try
        {
            while (reader.Read())
            {
                builder.Take(ref reader);
            }

            return true;
        }
        catch (JsonException)
        {
            // Its words are for programmers ('LineNumber: 3 | BytePositionInLine: 9'); ours come from looking at the place again.
            return false;
        }
    }
}
