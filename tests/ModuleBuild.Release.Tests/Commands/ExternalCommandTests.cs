using System.Diagnostics;
using System.Globalization;
using ModuleBuild.Release.Commands;
using ModuleBuild.Testing;

namespace ModuleBuild.Release.Tests.Commands;

/// <summary>The scripts are those of a POSIX shell, which the tests name as a program; nothing else uses a shell.</summary>
public sealed class ExternalCommandTests
{
    public ExternalCommandTests() => Assert.SkipWhen(OperatingSystem.IsWindows(), "Needs sh.");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Input_variables_and_arguments_arrive_as_they_are()
    {
        var result = await RunAsync("cat; echo; echo \"$MODULEBUILD_RELEASE|$1|$2\"", "größe", "a b; echo $HOME", "$(id)");

        Assert.True(result.IsSuccess, result.Reason);
        Assert.Equal("größe\n7|a b; echo $HOME|$(id)\n", result.Output);
    }

    [Fact]
    public async Task Exit_code_and_last_lines_are_told()
    {
        var result = await RunAsync("seq 1 50; echo 'pump 2 does not answer' >&2; exit 3");

        Assert.Equal(3, result.ExitCode);
        Assert.Equal(10, result.LastLines.Length);
        Assert.Equal("It ended with exit code 3. What it wrote was shown where it ran.", result.Reason);
        Assert.StartsWith("'seq' wrote last:\n", result.Shown("seq"), StringComparison.Ordinal);
        Assert.Contains("pump 2 does not answer", result.Shown("seq"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Program_is_found_from_the_folder_in_which_it_runs()
    {
        using var folder = new TemporaryFolder();
        folder.Write("tools/deploy.sh", "#!/bin/sh\npwd\n");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(folder["tools/deploy.sh"], UnixFileMode.UserRead | UnixFileMode.UserExecute);
        }

        var result = await new ExternalCommand(["./tools/deploy.sh"], TimeSpan.FromSeconds(5), TimeProvider.System, folder.Path).RunAsync("", Empty(), Cancellation);

        Assert.True(result.IsSuccess, result.Reason);
        Assert.EndsWith(Path.GetFileName(folder.Path), result.Output.TrimEnd(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Program_that_does_not_exist_is_told()
    {
        var result = await new ExternalCommand(["/nowhere/deploy", "x"], TimeSpan.FromSeconds(5), TimeProvider.System).RunAsync("", Empty(), Cancellation);

        Assert.Null(result.ExitCode);
        Assert.StartsWith("'/nowhere/deploy' cannot be started: ", result.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task All_that_it_started_is_killed_when_its_time_is_up()
    {
        using var folder = new TemporaryFolder();
        var clock = Stopwatch.StartNew();

        var result = await RunAsync($"sh -c 'echo $$ > {folder["pid"]}; exec sleep 60' & wait", TimeSpan.FromSeconds(1));

        Assert.Equal("It did not end within 1 s, and was killed.", result.Reason);
        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(20));
        var child = int.Parse(await File.ReadAllTextAsync(folder["pid"], Cancellation), CultureInfo.InvariantCulture);
        await Task.Delay(100, Cancellation);
        Assert.True(IsGone(child));
    }

    [Fact]
    public async Task Cancelling_kills_it()
    {
        using var folder = new TemporaryFolder();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        var running = new ExternalCommand(["sh", "-c", $"echo $$ > {folder["pid"]}; sleep 60"], TimeSpan.FromMinutes(1), TimeProvider.System).RunAsync("", Empty(), stop.Token);
        while (!File.Exists(folder["pid"]) || new FileInfo(folder["pid"]).Length == 0)
        {
            await Task.Delay(10, Cancellation);
        }

        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
        await Task.Delay(100, Cancellation);
        Assert.True(IsGone(int.Parse(await File.ReadAllTextAsync(folder["pid"], Cancellation), CultureInfo.InvariantCulture)));
    }

    [Fact]
    public async Task Daemon_that_holds_the_output_open_holds_nobody_up()
    {
        var clock = Stopwatch.StartNew();

        var result = await RunAsync("echo done; sleep 30 & exit 0");

        Assert.Equal((0, "done\n"), (result.ExitCode, result.Output));
        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(15), $"It took {clock.Elapsed}.");
    }

    [Fact]
    public async Task Much_input_that_nobody_reads_and_much_output_hold_nobody_up()
    {
        var result = await RunAsync("head -c 5000000 /dev/zero | tr '\\0' x; exit 0", new string('y', 3_000_000));

        Assert.Equal(0, result.ExitCode);
        Assert.Equal(1 << 20, result.Output.Length);
    }

    private static Task<CommandResult> RunAsync(string script, string input = "", params string[] arguments) =>
        RunAsync(script, TimeSpan.FromMinutes(1), input, arguments);

    private static Task<CommandResult> RunAsync(string script, TimeSpan timeout, string input = "", params string[] arguments) =>
        new ExternalCommand(["sh", "-c", script, "script", .. arguments], timeout, TimeProvider.System)
            .RunAsync(input, new Dictionary<string, string> { ["MODULEBUILD_RELEASE"] = "7" }, Cancellation);

    private static Dictionary<string, string> Empty() => [];

    // A process that nobody waits for stays as a zombie where the tests are the first process of a container.
    private static bool IsGone(int id)
    {
        var status = $"/proc/{id.ToString(CultureInfo.InvariantCulture)}/stat";
        return !File.Exists(status) || File.ReadAllText(status).Contains(") Z ", StringComparison.Ordinal);
    }
}
