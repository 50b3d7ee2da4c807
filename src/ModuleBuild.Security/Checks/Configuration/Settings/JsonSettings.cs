using System.Globalization;
using System.Text.Json;

namespace ModuleBuild.Security.Checks.Configuration.Settings;

/// <summary>
/// Settings of a JSON text as the configuration of .NET reads it: comments and commas at the end are let pass. Where it is broken, what
/// stands before counts.
/// </summary>
internal static class JsonSettings
{
    private static readonly JsonReaderOptions Tolerant = new()
    {
        AllowTrailingCommas = true,
        CommentHandling = JsonCommentHandling.Skip,
        MaxDepth = Setting.Deepest,
    };

    /// <summary>Reads a text. Never throws for what it holds.</summary>
    /// <param name="bytes">UTF-8, without a byte order mark.</param>
    public static Setting Read(ReadOnlySpan<byte> bytes)
    {
        var root = new Setting(null, string.Empty, 1, 1);
        var reader = new Utf8JsonReader(bytes, Tolerant);
        var place = new Utf8Place();
        try
        {
            Read(ref reader, root, bytes, place);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // Broken from here on; InvalidOperationException tells of text that is no UTF-8.
        }

        return root;
    }

    private static void Read(ref Utf8JsonReader reader, Setting root, ReadOnlySpan<byte> bytes, Utf8Place place)
    {
        var open = new Stack<Setting>();
        Setting? named = null;
        while (reader.Read())
        {
            place.MoveTo(bytes, (int)reader.TokenStartIndex);
            switch (reader.TokenType)
            {
                case JsonTokenType.PropertyName:
                    named = open.Peek().Add(reader.GetString()!, place.Line, place.Column);
                    break;
                case JsonTokenType.StartObject or JsonTokenType.StartArray:
                    open.Push(open.Count == 0 ? root : Take(open.Peek(), ref named, place));
                    break;
                case JsonTokenType.EndObject or JsonTokenType.EndArray:
                    open.Pop();
                    break;
                default:
                    (open.Count == 0 ? root : Take(open.Peek(), ref named, place)).Value = TextOf(ref reader);
                    break;
            }
        }
    }

    // A value has a name before it, or is the next item of a list.
    private static Setting Take(Setting container, ref Setting? named, Utf8Place place)
    {
        var taken = named ?? container.Add(container.Children.Count.ToString(CultureInfo.InvariantCulture), place.Line, place.Column);
        named = null;
        return taken;
    }

    private static string TextOf(ref Utf8JsonReader reader) => reader.TokenType switch
    {
        JsonTokenType.String => reader.GetString()!,
        JsonTokenType.True => "true",
        JsonTokenType.False => "false",
        JsonTokenType.Null => string.Empty,
        _ => System.Text.Encoding.UTF8.GetString(reader.ValueSpan),
    };
}
