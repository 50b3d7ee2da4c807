using System.Diagnostics;
using ModuleBuild.Testing;

namespace ModuleBuild.Cli.Tests.Commands;

public sealed class SurroundingsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new("with space and ünïcödé");

    [Theory]
    [InlineData("tr_TR.UTF-8")]
    [InlineData("de_DE.UTF-8")]
    [InlineData("C")]
    public async Task Output_does_not_depend_on_the_culture(string locale)
    {
        _folder.Write("Işık/module.json", Manifests.Misspelt);
        var environment = new Dictionary<string, string?> { ["LANG"] = locale, ["LC_ALL"] = locale };

        var run = await CommandRun.InAsync(_folder.Path, environment, "validate");

        Assert.Equal(
            $"Işık/module.json(3,3): error MB0004: {Manifests.MisspeltMessage}\n1 manifest: 1 error.\n", run.Output.Replace('\\', '/'));
    }

    [Fact]
    public async Task A_reader_that_goes_away_is_no_error()
    {
        for (var index = 0; index < 500; index++)
        {
            _folder.Write($"m{index}/module.json", Manifests.Misspelt);
        }

        var start = new ProcessStartInfo("dotnet", [CommandRun.Program, "validate"])
        {
            WorkingDirectory = _folder.Path,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        await process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken);
        process.StandardOutput.Close();
        var error = await process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);

        Assert.Equal((1, ""), (process.ExitCode, error));
    }

    [Fact]
    public async Task Runs_side_by_side_do_not_disturb_one_another()
    {
        var manifest = _folder.Write("module.json", Manifests.ForeignRange);

        var runs = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => CommandRun.InAsync(_folder.Path, "fix")));

        Assert.All(runs, run => Assert.Equal((0, ""), (run.ExitCode, run.Error)));
        Assert.Equal(Manifests.Clean.Replace("[8.3,", "[8.3.0,", StringComparison.Ordinal).Replace("9.0)", "9.0.0)", StringComparison.Ordinal), await File.ReadAllTextAsync(manifest, TestContext.Current.CancellationToken));
        Assert.Equal([manifest], Directory.GetFiles(_folder.Path));
    }

    [Fact]
    public async Task An_output_that_cannot_be_written_is_a_finding()
    {
        _folder.Write("file", "");
        Directory.CreateDirectory(_folder["folder"]);

        var below = await CommandRun.InAsync(_folder.Path, "schema", "--output", "file/schema.json");
        var taken = await CommandRun.InAsync(_folder.Path, "schema", "--output", "folder");

        Assert.Equal(1, below.ExitCode);
        Assert.Contains("error MB9005: ", below.Output, StringComparison.Ordinal);
        Assert.Equal(1, taken.ExitCode);
        Assert.Contains("error MB9005: ", taken.Output, StringComparison.Ordinal);
        Assert.True(Directory.Exists(_folder["folder"]));
    }

    [Fact]
    public void Nothing_of_the_SDK_stands_beside_the_program()
    {
        var files = Directory.GetFiles(Path.GetDirectoryName(CommandRun.Program)!).Select(Path.GetFileName);

        Assert.DoesNotContain(files, file => file!.StartsWith("NuGet.", StringComparison.Ordinal) || file is "Microsoft.Build.dll" or "Microsoft.Build.Framework.dll");
    }

    public void Dispose() => _folder.Dispose();
}
