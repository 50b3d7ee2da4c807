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

    private static readonly string[] States = ["Healthy", "Degraded", "Unhealthy"];

    /// <summary>What a document says of a release. Its own words, which may be anything, are for who watches only.</summary>
    /// <param name="json">The document's bytes.</param>
    /// <param name="who">Who answered, as the start of a sentence: <c>https://… answered 200</c>.</param>
    /// <param name="isWell">Whether the answer came as a success; a document that names the release decides only who it is that answered.</param>
    /// <param name="question">Who has to answer.</param>
    public static HealthAnswer Read(ReadOnlyMemory<byte> json, string who, bool isWell, HealthQuestion question)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            return document.RootElement.ValueKind == JsonValueKind.Object
                ? Judge(document.RootElement, who, isWell, question)
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

    private static HealthAnswer Judge(JsonElement root, string who, bool isWell, HealthQuestion question)
    {
        if (!root.TryGetProperty("release", out var named))
        {
            return HealthAnswer.NotThere($"{who} without the field 'release'.");
        }

        if (NumberOf(named) is not { } number || number != question.Release)
        {
            var other = NumberOf(named) is { } known ? string.Create(CultureInfo.InvariantCulture, $"release {known}") : "something that is no release";
            return HealthAnswer.NotThere(string.Create(CultureInfo.InvariantCulture, $"{who} for {other}, not {question.Release}.")) with { Words = Shorten(named.ToString()) };
        }

        if (root.TryGetProperty("setDigest", out var set) && set.ToString() != question.Digest)
        {
            return HealthAnswer.NotThere(string.Create(CultureInfo.InvariantCulture, $"{who} for release {question.Release} with another set.")) with { Words = Shorten(set.ToString()) };
        }

        var status = StateOf(root);
        var summary = $"{who}{(status is null ? string.Empty : $": {status}")}.";
        return isWell ? HealthAnswer.Healthy(summary) : Sick(root, who, summary, question);
    }

    private static HealthAnswer Sick(JsonElement root, string who, string summary, HealthQuestion question)
    {
        List<JsonElement> modules = root.TryGetProperty("modules", out var array) && array.ValueKind == JsonValueKind.Array
            ? [.. array.EnumerateArray().Where(IsSick).Take(MostNamed)]
            : [];
        var named = string.Join(", ", modules.Select(module => $"{question.ModuleOf(TextOf(module, "id")) ?? "a module that is not of the set"} is {StateOf(module) ?? "not Healthy"}"));
        return HealthAnswer.Unhealthy(modules.Count == 0 ? summary : $"{who}: {named}.") with
        {
            Words = modules.Count == 0 ? TextOf(root, "status") : string.Join('\n', modules.Select(module => $"{TextOf(module, "id")}: {TextOf(module, "description") ?? TextOf(module, "status")}")),
        };
    }

    private static bool IsSick(JsonElement module) =>
        module.ValueKind == JsonValueKind.Object && TextOf(module, "status") is { } status && !status.Equals("Healthy", StringComparison.OrdinalIgnoreCase);

    // One of the words that ASP.NET Core's health checks know.
    private static string? StateOf(JsonElement o) => TextOf(o, "status") is { } text ? States.FirstOrDefault(state => state.Equals(text, StringComparison.OrdinalIgnoreCase)) : null;

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
