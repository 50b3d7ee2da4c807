using System.Diagnostics;
using ModuleBuild.Cli.Output;
using ModuleBuild.Testing;

namespace ModuleBuild.Cli.Tests;

public sealed class EndingTests
{
    private readonly StringWriter _error = new();

    [Fact]
    public void A_command_that_ends_by_itself_gives_its_own_code() => Assert.Equal((1, ""), End(() => 1));

    [Fact]
    public void A_wrong_call_is_told_in_its_own_words() =>
        Assert.Equal((2, "'nowhere' does not exist.\n"), End(() => throw new UsageException("'nowhere' does not exist.")));

    [Fact]
    public void A_cancelled_command_ends_as_shells_expect() =>
        Assert.Equal((130, "Cancelled.\n"), End(() => throw new OperationCanceledException()));

    [Fact]
    public void A_bug_is_told_shortly_with_the_way_to_see_more_and_to_report_it() => Assert.Equal(
        (3, "modulebuild stopped because of a bug of its own: InvalidOperationException: boom\nRun it again with --verbose to see where.\n"
            + "Please report it with that output: https://github.com/modulebuild/modulebuild/issues\n"),
        End(() => throw new InvalidOperationException("boom")));

    [Fact]
    public void A_bug_is_told_with_its_trace_where_that_is_asked_for()
    {
        var (code, error) = End(() => throw new InvalidOperationException("boom"), verbose: true);

        Assert.Equal(3, code);
        Assert.Contains($"   at {typeof(EndingTests).FullName}.", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ctrl_C_ends_a_process_that_hangs()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "A pipe by name, and a signal to another process, are not to be had.");
        using var folder = new TemporaryFolder();
        (await ChildProcess.RunAsync("mkfifo", ["hanging.csproj"], folder.Path)).Succeeded();
        using var process = Process.Start(new ProcessStartInfo("dotnet", [CommandRun.Program, "validate", "hanging.csproj"])
        {
            WorkingDirectory = folder.Path,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        await Task.Delay(TimeSpan.FromSeconds(1), TestContext.Current.CancellationToken);
        Assert.False(process.HasExited);

        (await ChildProcess.RunAsync("kill", ["-INT", process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)], folder.Path)).Succeeded();
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        await process.WaitForExitAsync(limit.Token);

        Assert.Equal(130, process.ExitCode);
    }

    private (int Code, string Error) End(Func<int> run, bool verbose = false)
    {
        using var terminal = new Terminal(new StringWriter(), _error);
        return (Ending.Of(terminal, verbose, run), _error.ToString());
    }
}
