using System.Collections.Immutable;
using System.Text.Json;
using ModuleBuild.Cli.Output;
using ModuleBuild.Core.Resolution.Packages;
using ModuleBuild.Core.Resolution.Results;
using NuGet.Versioning;

namespace ModuleBuild.Cli.Resolution;

/// <summary>A locked package of which there is a newer version.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Current">The locked version.</param>
/// <param name="Latest">The newest one.</param>
internal sealed record OutdatedPackage(string Id, NuGetVersion Current, NuGetVersion Latest)
{
    private const int ExcerptLines = 3;

    /// <summary>The newest one to which <c>update</c> could move it; null where it has to stay.</summary>
    public NuGetVersion? Compatible { get; init; }

    /// <summary>What else would change then.</summary>
    public ImmutableArray<VersionChange> Others { get; init; } = [];

    /// <summary>Known vulnerabilities of the locked version.</summary>
    public ImmutableArray<Advisory> Advisories { get; init; } = [];

    /// <summary>Permissions that the newest version asks for and the locked one does not.</summary>
    public ImmutableArray<string> NewPermissions { get; init; } = [];

    /// <summary>What the newest version says of itself, or null.</summary>
    public string? Changelog { get; init; }

    /// <summary>Lines for people; the first is <c>id: current -> latest</c>.</summary>
    public IEnumerable<string> Lines()
    {
        yield return $"{Id}: {Current.ToNormalizedString()} -> {Latest.ToNormalizedString()}";
        var others = Others.IsEmpty ? string.Empty : $", and then {string.Join(", ", ChangeText.Lines(Others.Select(change => change with { Because = string.Empty })).Select(line => line.Trim()))}";
        yield return $"  compatible: {Compatible?.ToNormalizedString() ?? "none"}{others}";
        foreach (var advisory in Advisories)
        {
            var mended = advisory.FirstFixed is { } version ? $", fixed in {version.ToNormalizedString()}" : string.Empty;
            var url = advisory.Url is { } address && address != advisory.Id ? $": {address}" : string.Empty;
            yield return ForeignText.Of($"  advisory: {ForeignText.Line(advisory.Id)} ({WordOf(advisory.Severity)}{mended}){ForeignText.Line(url)}");
        }

        foreach (var permission in NewPermissions)
        {
            yield return $"  new permission: {ForeignText.Line(permission)}";
        }

        string[] changes = [.. ForeignText.Of(Changelog ?? string.Empty).Split('\n').Select(line => line.Trim()).Where(line => line.Length > 0)];
        foreach (var line in changes.Take(ExcerptLines))
        {
            yield return $"  changelog: {line}";
        }

        if (changes.Length > ExcerptLines)
        {
            yield return $"  changelog: … 'modulebuild changelog {Id}' shows all";
        }
    }

    /// <summary>Writes it as an object.</summary>
    /// <param name="writer">Where to.</param>
    public void Write(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteString("id", Id);
        writer.WriteString("current", Current.ToNormalizedString());
        writer.WriteString("latest", Latest.ToNormalizedString());
        writer.WriteString("compatible", Compatible?.ToNormalizedString());
        ResultJson.WriteChanges(writer, "others", Others);
        writer.WriteStartArray("advisories");
        foreach (var advisory in Advisories)
        {
            writer.WriteStartObject();
            writer.WriteString("id", advisory.Id);
            writer.WriteString("severity", WordOf(advisory.Severity));
            writer.WriteString("url", advisory.Url);
            writer.WriteString("firstFixed", advisory.FirstFixed?.ToNormalizedString());
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteStartArray("newPermissions");
        foreach (var permission in NewPermissions)
        {
            writer.WriteStringValue(permission);
        }

        writer.WriteEndArray();
        writer.WriteString("changelog", Changelog);
        writer.WriteEndObject();
    }

    /// <summary>The word for a severity.</summary>
    /// <param name="severity">The severity.</param>
    public static string WordOf(AdvisorySeverity severity) => severity switch
    {
        AdvisorySeverity.Low => "low",
        AdvisorySeverity.Moderate => "moderate",
        AdvisorySeverity.High => "high",
        _ => "critical",
    };
}
