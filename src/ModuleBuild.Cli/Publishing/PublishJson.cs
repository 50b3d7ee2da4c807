using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using ModuleBuild.Cli.Output;
using ModuleBuild.Core.Diagnostics;
using ModuleBuild.Core.Diagnostics.Formats;
using ModuleBuild.Core.Ports;
using ModuleBuild.Release.Publishing;

namespace ModuleBuild.Cli.Publishing;

/// <summary>What is published, as one JSON object for programs.</summary>
/// <param name="Tools">Where the packages go.</param>
/// <param name="IsDryRun">Whether nothing was to be done.</param>
/// <param name="IsBlocked">Whether nothing may be done.</param>
/// <param name="Evidence">What of the packages was written beside them, by the path of the package.</param>
/// <param name="CurrentFolder">Absolute path of the folder to which findings are shown.</param>
internal sealed record PublishJson(
    PublishTools Tools, bool IsDryRun, bool IsBlocked, ILookup<string, PublishedEvidence> Evidence, string CurrentFolder)
{
    private const int RunLength = 16;

    /// <summary>The text.</summary>
    /// <param name="steps">The packages.</param>
    /// <param name="findings">What went wrong, or speaks against it.</param>
    /// <param name="hidden">What the feed does not show yet, though it was waited for.</param>
    public string Of(ImmutableArray<PublishStep> steps, ImmutableArray<Finding> findings, ImmutableArray<PackageFile> hidden) => JsonOutput.Of(json =>
    {
        json.WriteStartObject();
        json.WriteString("feed", Tools.Feed.Address);
        json.WriteString("journal", Tools.Journal?.Name);
        json.WriteString("run", RunOf(steps));
        json.WriteBoolean("dryRun", IsDryRun);
        json.WriteBoolean("blocked", IsBlocked);
        json.WriteBoolean("done", !IsDryRun && findings.IsEmpty);
        json.WriteStartArray("packages");
        foreach (var step in steps)
        {
            Write(json, step, hidden.Contains(step.Package.File));
        }

        json.WriteEndArray();
        json.WriteStartArray("findings");
        foreach (var finding in findings)
        {
            FindingFormats.WriteJson(json, ShownPaths.Shorten(finding, CurrentFolder));
        }

        json.WriteEndArray();
        json.WriteEndObject();
    });

    private void Write(Utf8JsonWriter json, PublishStep step, bool isHidden)
    {
        var (file, symbols) = (step.Package.File, step.Package.Symbols);
        json.WriteStartObject();
        json.WriteString("id", file.Id);
        json.WriteString("version", file.Version.ToNormalizedString());
        json.WriteBoolean("prerelease", file.Version.IsPrerelease);
        json.WriteString("contentHash", file.ContentHash);
        json.WriteString("sha256", file.Sha256);
        json.WriteNumber("size", file.Size);
        json.WriteString("file", file.Path);
        json.WriteString("package", Name(step.Push));
        json.WriteString("symbols", Name(step.Symbols));
        json.WriteBoolean("hidden", isHidden);
        json.WriteString("symbolsFile", symbols?.Path);
        json.WriteString("symbolsSha256", symbols?.Sha256);
        json.WriteString("notes", step.Package.Changelog?.Find(file.Version) is { } section ? ForeignText.Of(section.Text) : null);
        json.WriteStartArray("evidence");
        foreach (var evidence in Evidence[file.Path])
        {
            json.WriteStartObject();
            json.WriteString("kind", evidence.Kind);
            json.WriteString("file", evidence.File);
            json.WriteString("sha256", evidence.Sha256);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    // The same packages are the same run, on whatever machine and however often: what shows it is found again by that.
    private static string RunOf(ImmutableArray<PublishStep> steps)
    {
        var lines = steps.Select(step => LineOf(step.Package.File)).Order(StringComparer.Ordinal);
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', lines))))[..RunLength];
    }

    private static string LineOf(PackageFile file) => $"{file.Id.ToLowerInvariant()}@{file.Version.ToNormalizedString()} {file.ContentHash}";

    private static string Name(PublishAction action) => JsonNamingPolicy.CamelCase.ConvertName(action.ToString());
}
