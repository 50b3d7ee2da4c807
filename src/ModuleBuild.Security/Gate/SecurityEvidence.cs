using System.Text.Encodings.Web;
using System.Text.Json;
using ModuleBuild.Security.Score;

namespace ModuleBuild.Security.Gate;

/// <summary>
/// <c>module/security.json</c>: score and verdict of a build. It is evidence of the kind <c>metrics</c>, so that resolution by security-first reads
/// <c>securityScanPassed</c> and the metric <c>securityScore</c>.
/// </summary>
public static class SecurityEvidence
{
    /// <summary>Name of the file.</summary>
    public const string FileName = "security.json";

    /// <summary>Name of the file with all findings, SARIF 2.1.0.</summary>
    public const string FindingsFileName = "findings.sarif";

    /// <summary>The largest file that is read, in bytes.</summary>
    public const int MaxSize = 1024 * 1024;

    private static readonly JsonWriterOptions Readable = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Indented = true,
        NewLine = "\n",
    };

    /// <summary>The bytes: two spaces, LF, UTF-8 without BOM.</summary>
    /// <param name="verdict">The verdict.</param>
    public static byte[] Write(GateVerdict verdict)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, Readable))
        {
            json.WriteStartObject();
            json.WriteNumber("formatVersion", 1);
            json.WriteBoolean("securityScanPassed", verdict.Passes);
            json.WriteNumber("score", verdict.Score.Points);
            json.WriteNumber("minimumScore", verdict.Minimum);
            json.WriteStartArray("lost");
            foreach (var lost in verdict.Score.Lost)
            {
                Write(json, lost);
            }

            json.WriteEndArray();
            json.WriteStartArray("notLookedAt");
            foreach (var word in verdict.NotLookedAt)
            {
                json.WriteStringValue(word);
            }

            json.WriteEndArray();
            json.WriteNumber("accepted", verdict.Accepted.Length);
            json.WriteStartObject("metrics");
            json.WriteNumber("securityScore", verdict.Score.Points);
            json.WriteEndObject();
            json.WriteEndObject();
        }

        stream.WriteByte((byte)'\n');
        return stream.ToArray();
    }

    /// <summary>Reads what was written; null where the bytes are something else. Never throws for what they are.</summary>
    /// <param name="bytes">The content of the file.</param>
    public static WrittenScore? Read(ReadOnlyMemory<byte> bytes)
    {
        try
        {
            using var document = JsonDocument.Parse(bytes);
            var root = document.RootElement;
            return new WrittenScore(
                root.GetProperty("score").GetInt32(),
                root.GetProperty("minimumScore").GetInt32(),
                root.GetProperty("securityScanPassed").GetBoolean(),
                [.. root.GetProperty("lost").EnumerateArray().Select(Line)]);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or KeyNotFoundException or FormatException)
        {
            return null;
        }

        static string Line(JsonElement lost) => FormattableString.Invariant(
            $"-{lost.GetProperty("points").GetInt32()}  {lost.GetProperty("code").GetString()} ({lost.GetProperty("kind").GetString()}): {lost.GetProperty("remedy").GetString()}");
    }

    private static void Write(Utf8JsonWriter json, LostPoints lost)
    {
        json.WriteStartObject();
        json.WriteString("code", lost.Weight.Code);
        json.WriteString("kind", lost.Weight.Kind.Word());
        json.WriteNumber("findings", lost.Count);
        json.WriteNumber("points", lost.Points);
        json.WriteString("remedy", lost.Weight.Remedy);
        json.WriteEndObject();
    }
}

/// <summary>A score as it was written.</summary>
/// <param name="Points">0 to 100.</param>
/// <param name="Minimum">The minimum of the policy at that time.</param>
/// <param name="Passed">Whether the module passed.</param>
/// <param name="Lost">A line for all lost points of a code.</param>
public sealed record WrittenScore(int Points, int Minimum, bool Passed, IReadOnlyList<string> Lost);
