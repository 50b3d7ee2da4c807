using System.Globalization;
using System.Text.Json;

namespace ModuleBuild.Release.Health;

/// <summary>
/// The JSON that a host answers: <c>release</c> names the release, <c>setDigest</c> its set where it is there; <c>status</c> and <c>modules</c>
/// say what is wrong.
/// </summary>
internal static class HealthDocument
{
    private const int MostNamed = 5;
    private const int MostLetters = 200;

    /// <summary>What a document says of a release.</summary>
    /// <param name="json">The document's bytes.</param>
    /// <param name="who">Who answered, as the start of a sentence: <c>https://… answered 200</c>.</param>
    /// <param name="isWell">Whether the answer came as a success; a document that names the release decides only who it is that answered.</param>
    /// <param name="release">Number of the release that has to answer.</param>
    /// <param name="digest">Digest of its set.</param>
    public static HealthAnswer Read(ReadOnlyMemory<byte> json, string who, bool isWell, int release, string digest)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            return document.RootElement.ValueKind == JsonValueKind.Object
                ? Judge(document.RootElement, who, isWell, release, digest)
                : HealthAnswer.NotThere($"{who} with JSON that is no object.");
        }
        catch (JsonException)
        {
            return HealthAnswer.NotThere($"{who} with something that is not JSON, so that it does not name the release.");
        }
        catch (InvalidOperationException)
        {
            return HealthAnswer.NotThere($"{who} with text that is not Unicode."); // a lone surrogate in a string
        }
    }

    private static HealthAnswer Judge(JsonElement root, string who, bool isWell, int release, string digest)
    {
        if (!root.TryGetProperty("release", out var named))
        {
            return HealthAnswer.NotThere($"{who} without the field 'release'.");
        }

        if (NumberOf(named) is not { } number || number != release)
        {
            return HealthAnswer.NotThere(string.Create(CultureInfo.InvariantCulture, $"{who} for release {Shorten(named.ToString())}, not {release}."));
        }

        if (root.TryGetProperty("setDigest", out var set) && set.ToString() != digest)
        {
            return HealthAnswer.NotThere(string.Create(CultureInfo.InvariantCulture, $"{who} for release {release} with another set ({Shorten(set.ToString())})."));
        }

        var status = TextOf(root, "status");
        return isWell ? HealthAnswer.Healthy($"{who}{(status is null ? string.Empty : $": {status}")}.")
            : HealthAnswer.Unhealthy(Sick(root) is { Length: > 0 } modules ? $"{who}: {modules}." : $"{who}{(status is null ? string.Empty : $": {status}")}.");
    }

    private static string Sick(JsonElement root) => root.TryGetProperty("modules", out var modules) && modules.ValueKind == JsonValueKind.Array
        ? string.Join(", ", modules.EnumerateArray()
            .Where(module => module.ValueKind == JsonValueKind.Object && TextOf(module, "status") is { } status && !status.Equals("Healthy", StringComparison.OrdinalIgnoreCase))
            .Select(module => $"{TextOf(module, "id")} is {TextOf(module, "status")}{(TextOf(module, "description") is { } why ? $" ({why.TrimEnd('.')})" : string.Empty)}")
            .Take(MostNamed))
        : string.Empty;

    // Hosts that take the number from their environment often pass it on as text.
    private static int? NumberOf(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Number => value.TryGetInt32(out var number) ? number : null,
        JsonValueKind.String => int.TryParse(value.GetString(), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null,
        _ => null,
    };

    private static string? TextOf(JsonElement o, string name) =>
        o.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? Shorten(value.GetString()!) : null;

    private static string Shorten(string text)
    {
        var line = string.Concat(text.Select(letter => char.IsControl(letter) ? ' ' : letter));
        return line.Length <= MostLetters ? line : $"{line[..MostLetters]}…";
    }
}
