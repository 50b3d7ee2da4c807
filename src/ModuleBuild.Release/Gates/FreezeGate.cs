using System.Collections.Immutable;
using ModuleBuild.Release.Environments;
using ModuleBuild.Release.Model;

namespace ModuleBuild.Release.Gates;

/// <summary>It is no time at which nothing changes.</summary>
/// <param name="windows">Those times.</param>
internal sealed class FreezeGate(ImmutableArray<FreezeWindow> windows) : IGate
{
    /// <inheritdoc/>
    public string Name => GateNames.Freeze;

    /// <inheritdoc/>
    public Task<GateAnswer> JudgeAsync(GateInput input, CancellationToken cancellation) => Task.FromResult(
        FreezeWindow.Find(windows, input.Now) is var (window, until)
            ? Answers.Wait(Name, $"'{input.Environment}' is frozen ({window}): {window.Reason}", $"Wait until {Answers.Moment(until)}, then run 'modulebuild resume {input.Environment}'.", until)
            : Answers.Pass(Name, windows.IsEmpty ? "The policy names no time without changes." : $"None of {Answers.Count(windows.Length, "freeze")} holds now."));
}
