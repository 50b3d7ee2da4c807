using ModuleBuild.Release.Gates;
using ModuleBuild.Release.Model;

namespace ModuleBuild.Release.Tests.Fakes;

/// <summary>A gate that says what a test wants.</summary>
/// <param name="name">Its name.</param>
/// <param name="judge">What it says.</param>
public sealed class FakeGate(string name, Func<GateInput, GateVerdict> judge) : IGate
{
    public string Name => name;

    public Task<GateAnswer> JudgeAsync(GateInput input, CancellationToken cancellation) =>
        Task.FromResult(new GateAnswer(name, judge(input), $"{name} says so.", "Ask the test."));
}
