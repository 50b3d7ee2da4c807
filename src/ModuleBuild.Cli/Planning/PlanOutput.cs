using System.Globalization;
using System.Text.Json;
using ModuleBuild.Cli.Output;
using ModuleBuild.Core.Workspaces;

namespace ModuleBuild.Cli.Planning;

/// <summary>A plan for people, and for programs.</summary>
/// <param name="plan">The plan.</param>
internal sealed class PlanOutput(BuildPlan plan)
{
    /// <summary>The lines that people read.</summary>
    public IEnumerable<string> Lines()
    {
        foreach (var (wave, index) in plan.Waves.Select((wave, index) => (wave, index)))
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"Wave {index + 1}: {FindingSummary.Count(wave.Length, "module")}");
            foreach (var module in wave)
            {
                yield return $"  {module.Id}{(ReasonOf(module) is { } reason ? $" ({reason})" : string.Empty)}";
            }
        }

        var all = FindingSummary.Count(plan.Total, "module");
        yield return plan.Changes is null
            ? $"{all} in {FindingSummary.Count(plan.Waves.Length, "wave")}."
            : string.Create(CultureInfo.InvariantCulture, $"{plan.Count} of {all} affected by {FindingSummary.Count(plan.Changes.Files.Length, "changed file")} since {plan.Changes.Base[..12]}.");
    }

    /// <summary>The object that programs read.</summary>
    /// <param name="jobs">Most jobs of a wave.</param>
    public string Json(int jobs) => JsonOutput.Of(writer =>
    {
        writer.WriteStartObject();
        writer.WriteNumber("modules", plan.Total);
        writer.WriteNumber("planned", plan.Count);
        if (plan.Changes is null)
        {
            writer.WriteNull("since");
        }
        else
        {
            writer.WriteStartObject("since");
            writer.WriteString("commit", plan.Changes.Base);
            writer.WriteNumber("files", plan.Changes.Files.Length);
            writer.WriteEndObject();
        }

        writer.WriteStartArray("waves");
        foreach (var wave in plan.Waves)
        {
            writer.WriteStartArray();
            foreach (var module in wave)
            {
                Write(writer, module);
            }

            writer.WriteEndArray();
        }

        writer.WriteEndArray();
        writer.WriteStartObject("matrix");
        writer.WriteStartArray("include");
        foreach (var job in plan.Jobs(jobs))
        {
            Write(writer, job);
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
        writer.WriteEndObject();
    });

    private void Write(Utf8JsonWriter writer, WorkspaceModule module)
    {
        writer.WriteStartObject();
        writer.WriteString("id", module.Id);
        writer.WriteString("project", Shorten(module.Project));
        if (ReasonOf(module) is { } reason)
        {
            writer.WriteString("because", reason);
        }

        writer.WriteEndObject();
    }

    private void Write(Utf8JsonWriter writer, PlannedJob job)
    {
        writer.WriteStartObject();
        writer.WriteNumber("wave", job.Wave);
        writer.WriteString("name", string.Create(CultureInfo.InvariantCulture, $"wave {job.Wave}, {job.Job} of {job.Of}"));
        writer.WriteStartArray("ids");
        foreach (var module in job.Modules)
        {
            writer.WriteStringValue(module.Id);
        }

        writer.WriteEndArray();
        writer.WriteStartArray("projects");
        foreach (var module in job.Modules)
        {
            writer.WriteStringValue(Shorten(module.Project));
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private string? ReasonOf(WorkspaceModule module) => plan.Reasons.GetValueOrDefault(module.Project) is { } reason ? Shorten(reason) : null;

    private string Shorten(string path) => Path.GetRelativePath(plan.Root, path).Replace('\\', '/');
}
