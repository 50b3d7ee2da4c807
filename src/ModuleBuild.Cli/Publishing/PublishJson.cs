using System.Collections.Immutable;
using System.Text.Json;
using ModuleBuild.Cli.Output;
using ModuleBuild.Release.Publishing;

namespace ModuleBuild.Cli.Publishing;

/// <summary>What is published, as one JSON object for programs.</summary>
internal static class PublishJson
{
    /// <summary>The text.</summary>
    /// <param name="tools">Where the packages go.</param>
    /// <param name="steps">The packages.</param>
    /// <param name="isDryRun">Whether nothing was to be done.</param>
    /// <param name="isDone">Whether all is done.</param>
    public static string Of(PublishTools tools, ImmutableArray<PublishStep> steps, bool isDryRun, bool isDone) => JsonOutput.Of(json =>
    {
        json.WriteStartObject();
        json.WriteString("feed", tools.Feed.Address);
        json.WriteString("journal", tools.Journal?.Name);
        json.WriteBoolean("dryRun", isDryRun);
        json.WriteBoolean("done", isDone);
        json.WriteStartArray("packages");
        foreach (var step in steps)
        {
            var file = step.Package.File;
            json.WriteStartObject();
            json.WriteString("id", file.Id);
            json.WriteString("version", file.Version.ToNormalizedString());
            json.WriteString("contentHash", file.ContentHash);
            json.WriteString("sha256", file.Sha256);
            json.WriteNumber("size", file.Size);
            json.WriteString("package", Name(step.Push));
            json.WriteString("symbols", Name(step.Symbols));
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    });

    private static string Name(PublishAction action) => JsonNamingPolicy.CamelCase.ConvertName(action.ToString());
}
