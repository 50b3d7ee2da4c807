using System.Globalization;
using ModuleBuild.Cli.Release;

namespace ModuleBuild.Cli.Tests.Release;

/// <summary>Who is known to have ended is taken over at once: a living one must never be.</summary>
public sealed class WorkerNameTests
{
    // More than Linux gives to any process.
    private const int NobodysId = int.MaxValue - 1;

    private static readonly string[] Own = WorkerName.OfThisProcess().Split('/');

    [Fact]
    public void Living_process_is_not_gone() => Assert.False(WorkerName.IsGone(WorkerName.OfThisProcess()));

    [Fact]
    public void Ended_process_of_this_system_is_gone_where_that_can_be_known() =>
        Assert.Equal(OperatingSystem.IsLinux(), WorkerName.IsGone(Named(Own[0], Own[1], NobodysId)));

    [Fact]
    public void Process_of_another_start_or_namespace_may_live_though_nobody_has_its_id_here() =>
        Assert.False(WorkerName.IsGone(Named(Own[0], "0123456789abcdef", NobodysId)));

    [Fact]
    public void Process_of_another_machine_may_live() => Assert.False(WorkerName.IsGone(Named("elsewhere", Own[1], NobodysId)));

    [Theory]
    [InlineData("{0}/-/2147483646/8de0")]
    [InlineData("{0}/2147483646/8de0")]
    [InlineData("{0}/{1}/one/8de0")]
    [InlineData("")]
    public void Names_that_do_not_tell_where_the_process_ran_tell_nothing(string name) =>
        Assert.False(WorkerName.IsGone(string.Format(CultureInfo.InvariantCulture, name, Own[0], Own[1])));

    private static string Named(string machine, string home, int id) => string.Create(CultureInfo.InvariantCulture, $"{machine}/{home}/{id}/8de0");
}
