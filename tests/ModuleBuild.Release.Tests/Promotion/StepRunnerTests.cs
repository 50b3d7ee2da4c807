using System.Collections.Immutable;
using ModuleBuild.Core.Diagnostics;
using ModuleBuild.Release.Model;
using ModuleBuild.Release.Promotion;
using ModuleBuild.Release.Tests.Fakes;

namespace ModuleBuild.Release.Tests.Promotion;

public sealed class StepRunnerTests
{
    private static readonly StepPlan Plan = StepPlan.Of(Phase.Applying);

    [Theory]
    [InlineData(1, 1, true)]
    [InlineData(2, 2, true)]
    [InlineData(3, 3, true)]
    [InlineData(4, 3, false)]
    public async Task Step_is_tried_three_times(int succeedsAt, int attempts, bool succeeds)
    {
        var tried = 0;

        var failures = await new StepRunner(new ManualClock()).RunAsync(
            Plan, _ => Task.FromResult(++tried >= succeedsAt ? [] : Failure(DiagnosticCatalog.StoreUnusable)), null, CancellationToken.None);

        Assert.Equal((attempts, succeeds), (tried, failures.IsEmpty));
    }

    [Fact]
    public void Each_wait_is_twice_as_long_up_to_a_minute() =>
        Assert.Equal([1, 2, 4, 32, 60, 60], new[] { 2, 3, 4, 7, 8, 20 }.Select(attempt => Plan.WaitBefore(attempt).TotalSeconds));

    [Fact]
    public async Task Late_process_is_not_given_another_try()
    {
        var tried = 0;

        await new StepRunner(new ManualClock()).RunAsync(
            Plan, _ => Task.FromResult(Failure(DiagnosticCatalog.OperationOvertaken, ++tried)), null, CancellationToken.None);

        Assert.Equal(1, tried);
    }

    [Fact]
    public async Task Step_that_hangs_is_ended()
    {
        var plan = Plan with { Timeout = TimeSpan.FromMilliseconds(50) };

        var failures = await new StepRunner(TimeProvider.System).RunAsync(
            plan,
            async cancellation =>
            {
                await Task.Delay(Timeout.Infinite, cancellation);
                return [];
            },
            null,
            CancellationToken.None);

        Assert.Equal("MB6017", Assert.Single(failures).Code);
    }

    [Fact]
    public void Every_phase_has_a_step() =>
        Assert.All(Enum.GetValues<Phase>(), phase => Assert.NotEmpty(StepPlan.Of(phase).Compensation));

    private static ImmutableArray<Finding> Failure(DiagnosticDescriptor descriptor, params object[] _) =>
        [Finding.Create(descriptor, new SourceLocation("target"), "x", "y")];
}
