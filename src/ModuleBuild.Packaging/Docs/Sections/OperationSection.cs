using System.Collections.Immutable;
using ModuleBuild.Core.Manifest;
using ModuleBuild.Packaging.Docs.Markdown;

namespace ModuleBuild.Packaging.Docs.Sections;

/// <summary>What those who run the module need to know: health checks, start and stop budgets, limits, isolation.</summary>
internal static class OperationSection
{
    /// <summary>Writes the sections that have content.</summary>
    /// <param name="document">The page.</param>
    /// <param name="manifest">The manifest.</param>
    public static void Write(MarkdownDocument document, ModuleManifest manifest)
    {
        if (!manifest.HealthChecks.IsEmpty)
        {
            document.Heading(2, "Health checks");
            document.Table(["Check", "Tags", "Timeout", "On failure"], manifest.HealthChecks.Select(Row));
        }

        ImmutableArray<ImmutableArray<string>> limits = [.. Limits(manifest).Where(row => row[1].Length > 0)];
        if (!limits.IsEmpty)
        {
            document.Heading(2, "Lifecycle and limits");
            document.Table(["Limit", "Value"], limits);
        }
    }

    private static ImmutableArray<string> Row(HealthCheck check) =>
    [
        MarkdownText.Code(check.Name),
        MarkdownText.Codes(check.Tags),
        check.Timeout is { } timeout ? Words.Duration(timeout) : string.Empty,
        MarkdownText.Inline(check.FailureStatus ?? "Unhealthy"),
    ];

    private static IEnumerable<ImmutableArray<string>> Limits(ModuleManifest manifest)
    {
        yield return ["Starts within", manifest.Lifecycle?.StartTimeout is { } start ? Words.Duration(start) : string.Empty];
        yield return ["Stops within", manifest.Lifecycle?.StopTimeout is { } stop ? Words.Duration(stop) : string.Empty];
        yield return ["Can be unloaded", manifest.Lifecycle is { Unloadable: true } ? "yes" : string.Empty];
        yield return ["Memory", MarkdownText.Inline(manifest.Limits?.Memory)];
        yield return ["CPU", MarkdownText.Inline(manifest.Limits?.Cpu)];
        yield return ["Storage", MarkdownText.Inline(manifest.Limits?.Storage)];
        yield return ["Package size", MarkdownText.Inline(manifest.Limits?.PackageSize)];
        yield return ["Least isolation", manifest.Isolation is { } isolation ? Words.Lower(isolation) : string.Empty];
    }
}
