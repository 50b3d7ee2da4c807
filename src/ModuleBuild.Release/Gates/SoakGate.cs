using ModuleBuild.Release.Environments;
using ModuleBuild.Release.Model;

namespace ModuleBuild.Release.Gates;

/// <summary>The set has been good for long enough where it comes from.</summary>
/// <param name="soak">For how long it has to be.</param>
internal sealed class SoakGate(TimeSpan soak) : IGate
{
    /// <inheritdoc/>
    public string Name => GateNames.Soak;

    /// <inheritdoc/>
    public Task<GateAnswer> JudgeAsync(GateInput input, CancellationToken cancellation) => Task.FromResult(Judge(input));

    private GateAnswer Judge(GateInput input)
    {
        if (input.Source is not { } source)
        {
            return Answers.Pass(Name, "The set comes from no other environment.");
        }

        if (source.GoodSince is not { } since)
        {
            return Answers.Fail(Name, $"Nothing is known to be good in '{source.Environment}'.", "Let a set become healthy there first.");
        }

        var until = since + soak;
        var reason = $"What runs in '{source.Environment}' is good since {Answers.Moment(since)}; it has to be for {PolicyDuration.Write(soak)}.";
        return input.Now >= until
            ? Answers.Pass(Name, reason)
            : Answers.Wait(Name, reason, $"Wait until {Answers.Moment(until)}, then run 'modulebuild resume {input.Environment}'.", until.ToUniversalTime());
    }
}
