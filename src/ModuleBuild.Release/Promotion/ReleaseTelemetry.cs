using System.Diagnostics;
using System.Diagnostics.Metrics;
using ModuleBuild.Release.Gates;
using ModuleBuild.Release.Model;

namespace ModuleBuild.Release.Promotion;

/// <summary>What operations tell to who listens by OpenTelemetry, EventPipe or <c>dotnet-counters</c>. Nothing is sent by itself.</summary>
public static class ReleaseTelemetry
{
    /// <summary>Name of the source of activities, and of the meter.</summary>
    public const string Name = "ModuleBuild.Release";

    private static readonly ActivitySource Activities = new(Name);
    private static readonly Meter Meter = new(Name);
    private static readonly Histogram<double> Durations =
        Meter.CreateHistogram<double>("modulebuild.operation.duration", "s", "How long processes worked at operations.");

    private static readonly Counter<long> Answers =
        Meter.CreateCounter<long>("modulebuild.gate.answers", "{answer}", "Answers of gates, by gate and verdict.");

    /// <summary>An operation is worked at.</summary>
    /// <param name="environment">Name of the environment.</param>
    /// <param name="id">Id of the operation.</param>
    internal static Activity? Start(string environment, string id) =>
        Activities.StartActivity("modulebuild.operation")?.SetTag("modulebuild.environment", environment).SetTag("modulebuild.operation.id", id);

    /// <summary>A process is done with an operation.</summary>
    /// <param name="activity">What <see cref="Start"/> gave.</param>
    /// <param name="environment">Name of the environment.</param>
    /// <param name="result">How far it came.</param>
    /// <param name="took">How long it worked.</param>
    internal static void End(Activity? activity, string environment, OperationResult result, TimeSpan took)
    {
        var outcome = result.Outcome?.ToString() ?? (result.IsWaiting ? nameof(Phase.Waiting) : "Stopped");
        activity?.SetTag("modulebuild.outcome", outcome);
        activity?.SetStatus(result.Outcome is OperationOutcome.Succeeded || result.IsWaiting ? ActivityStatusCode.Ok : ActivityStatusCode.Error);
        Durations.Record(took.TotalSeconds, new TagList { { "environment", environment }, { "outcome", outcome } });
        foreach (var answer in result.Gates)
        {
            Answers.Add(1, new TagList { { "environment", environment }, { "gate", answer.Gate }, { "verdict", GateFindings.VerdictOf(answer) } });
        }
    }
}
