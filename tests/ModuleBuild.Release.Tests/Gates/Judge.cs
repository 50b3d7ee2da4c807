using System.Collections.Immutable;
using ModuleBuild.Release.Environments;
using ModuleBuild.Release.Gates;
using ModuleBuild.Release.Model;
using ModuleBuild.Release.Tests.Fakes;

namespace ModuleBuild.Release.Tests.Gates;

/// <summary>What gates are asked in tests.</summary>
internal static class Judge
{
    public static readonly DateTimeOffset Now = new(2026, 11, 25, 12, 0, 0, TimeSpan.Zero);

    public static GateInput Input(ModuleSet target, ModuleSet? current = null, OperationKind kind = OperationKind.Promote) => new()
    {
        Environment = "staging",
        Operation = new Operation
        {
            Id = "0123456789abcdef",
            Attempt = 1,
            Kind = kind,
            Phase = Phase.Requested,
            PhaseSince = Now,
            Target = target.Digest(),
            By = "asker@example.com",
            At = Now,
        },
        Target = target,
        Current = current ?? ModuleSet.Empty,
        State = new EnvironmentState { Environment = "staging" },
        Now = Now,
    };

    public static GateInput Input(string target, string? current = null, OperationKind kind = OperationKind.Promote) =>
        Input(World.Set(target), current is null ? null : World.Set(current), kind);

    public static GateInput From(this GateInput input, string good, TimeSpan goodFor) => input with
    {
        Operation = input.Operation with { From = "dev" },
        Source = new EnvironmentState { Environment = "dev", GoodSince = Now - goodFor },
        SourceSet = World.Set(good),
    };

    public static EnvironmentPolicy Policy(GatePolicy? gates = null) => new()
    {
        Environment = "staging",
        Sha256 = new string('0', 64),
        Root = Path.GetTempPath(),
        From = "dev",
        Deployer = new DirectoryDeployerPolicy("/run/staging"),
        Gates = gates ?? GatePolicy.Of(SecurityLevel.Low) with { On = [.. GateNames.All] },
    };

    public static async Task<string> AskAsync(IGate gate, GateInput input)
    {
        var answer = await gate.JudgeAsync(input, CancellationToken.None);
        Assert.Equal(gate.Name, answer.Gate);
        Assert.Equal(answer.Verdict == GateVerdict.Pass, answer.Remedy is null);
        return answer.Remedy is null ? $"{answer.Verdict}: {answer.Reason}" : $"{answer.Verdict}: {answer.Reason} | {answer.Remedy}";
    }

    public static ImmutableArray<string> Names(IEnumerable<IGate> gates) => [.. gates.Select(gate => gate.Name)];
}
