using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Text.Json;
using ModuleBuild.Core.Resolution.Packages;
using NuGet.Versioning;

namespace ModuleBuild.Security.Checks.Osv;

/// <summary>
/// Reads advisories in the form of https://ossf.github.io/osv-schema/: one, a list of them, or the answer of a query (<c>vulns</c>).
/// Fields that it does not know are passed over; an advisory that is about NuGet and cannot be understood is told, never dropped.
/// </summary>
internal static class OsvReader
{
    private const int Deepest = 64;

    /// <summary>Reads a file's bytes. Never throws for what they are.</summary>
    /// <param name="bytes">The bytes.</param>
    /// <returns>What is affected, and what could not be understood, as ends of a sentence.</returns>
    public static (ImmutableArray<OsvAffected> Affected, ImmutableArray<string> Problems) Read(ReadOnlyMemory<byte> bytes)
    {
        try
        {
            using var document = JsonDocument.Parse(
                bytes.Span.StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF]) ? bytes[3..] : bytes, new JsonDocumentOptions { MaxDepth = Deepest });
            var affected = ImmutableArray.CreateBuilder<OsvAffected>();
            var problems = ImmutableArray.CreateBuilder<string>();
            foreach (var advisory in AdvisoriesOf(document.RootElement))
            {
                Read(advisory, affected, problems);
            }

            return (affected.ToImmutable(), problems.ToImmutable());
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // InvalidOperationException: a string that is no UTF-16, such as a lone surrogate.
            return ([], ["it is not valid JSON"]);
        }
    }

    private static IEnumerable<JsonElement> AdvisoriesOf(JsonElement root) => root switch
    {
        { ValueKind: JsonValueKind.Array } => root.EnumerateArray(),
        { ValueKind: JsonValueKind.Object } when root.TryGetProperty("vulns", out var list) && list.ValueKind == JsonValueKind.Array => list.EnumerateArray(),
        _ => [root],
    };

    private static void Read(JsonElement json, ImmutableArray<OsvAffected>.Builder affected, ImmutableArray<string>.Builder problems)
    {
        if (Text(json, "id") is not { Length: > 0 } id)
        {
            problems.Add("it holds something that is no advisory: 'id' is missing");
            return;
        }

        // It was taken back, and concerns nobody any more.
        if (Text(json, "withdrawn") is not null)
        {
            return;
        }

        var advisory = new Advisory(id, OsvSeverity.Of(json), $"https://osv.dev/vulnerability/{id}")
        {
            Aliases = [.. Items(json, "aliases").Where(item => item.ValueKind == JsonValueKind.String).Select(item => item.GetString()!)],
        };
        foreach (var item in Items(json, "affected"))
        {
            var package = Member(item, "package");
            if (package is null || Text(package.Value, "ecosystem")?.Split(':')[0].Equals("NuGet", StringComparison.OrdinalIgnoreCase) != true)
            {
                continue;
            }

            if (Text(package.Value, "name") is not { Length: > 0 } name)
            {
                problems.Add($"{id} does not name its package");
                continue;
            }

            ReadPackage(item, name, advisory, affected, problems);
        }
    }

    private static void ReadPackage(
        JsonElement item, string name, Advisory advisory, ImmutableArray<OsvAffected>.Builder affected, ImmutableArray<string>.Builder problems)
    {
        var isUnderstood = true;
        var versions = new HashSet<NuGetVersion>();
        foreach (var version in Items(item, "versions"))
        {
            if (Version(version, ref isUnderstood) is { } known)
            {
                versions.Add(known);
            }
        }

        var ranges = ImmutableArray.CreateBuilder<OsvRange>();
        foreach (var range in Items(item, "ranges").Where(range => Text(range, "type") is "SEMVER" or "ECOSYSTEM"))
        {
            var events = ImmutableArray.CreateBuilder<(OsvEvent, NuGetVersion?)>();
            foreach (var entry in Items(range, "events").Where(entry => entry.ValueKind == JsonValueKind.Object).SelectMany(entry => entry.EnumerateObject()))
            {
                if (KindOf(entry.Name) is { } kind && Version(entry.Value, ref isUnderstood) is var version && (version is not null || IsBeginning(entry.Value) || kind == OsvEvent.Limit))
                {
                    events.Add((kind, version));
                }
            }

            ranges.Add(new OsvRange(events.ToImmutable()));
        }

        if (!isUnderstood || (versions.Count == 0 && ranges.Count == 0))
        {
            problems.Add($"{advisory.Id} gives versions of '{name}' that are no NuGet versions");
        }

        affected.Add(new OsvAffected(name, advisory, versions.ToFrozenSet(), ranges.ToImmutable()));
    }

    private static OsvEvent? KindOf(string name) => name switch
    {
        "introduced" => OsvEvent.Introduced,
        "fixed" => OsvEvent.Fixed,
        "last_affected" => OsvEvent.LastAffected,
        "limit" => OsvEvent.Limit,
        _ => null,
    };

    // "*" is the limit of what has none.
    private static NuGetVersion? Version(JsonElement value, ref bool isUnderstood)
    {
        if (value.ValueKind == JsonValueKind.String && NuGetVersion.TryParse(value.GetString(), out var version) && !IsBeginning(value))
        {
            return version;
        }

        isUnderstood &= IsBeginning(value) || (value.ValueKind == JsonValueKind.String && value.GetString() == "*");
        return null;
    }

    private static bool IsBeginning(JsonElement value) => value.ValueKind == JsonValueKind.String && value.GetString() == "0";

    private static JsonElement? Member(JsonElement json, string name) =>
        json.ValueKind == JsonValueKind.Object && json.TryGetProperty(name, out var value) ? value : null;

    private static string? Text(JsonElement json, string name) => Member(json, name) is { ValueKind: JsonValueKind.String } value ? value.GetString() : null;

    private static JsonElement.ArrayEnumerator Items(JsonElement json, string name) =>
        Member(json, name) is { ValueKind: JsonValueKind.Array } value ? value.EnumerateArray() : default;
}
