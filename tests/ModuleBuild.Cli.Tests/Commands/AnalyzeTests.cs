using System.Text.Json;
using ModuleBuild.Core.Capabilities;
using ModuleBuild.Core.Capabilities.Reports;
using ModuleBuild.Testing;

namespace ModuleBuild.Cli.Tests.Commands;

/// <summary><c>modulebuild analyze</c>, on assemblies that are here: the program itself and its tests.</summary>
public sealed class AnalyzeTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Assembly_is_told_with_ways_and_packages()
    {
        var run = await RunAsync("analyze", CommandRun.Program);

        Assert.Equal(0, run.ExitCode);
        Assert.Contains("process:start:git  (ModuleBuild.Packaging)\n", run.Output.ReplaceLineEndings("\n"), StringComparison.Ordinal);
        Assert.Contains("-> System.Diagnostics.Process.Start(ProcessStartInfo)", run.Output, StringComparison.Ordinal);
        Assert.Contains("SourceTime.cs(", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Entry_type_is_told_method_by_method()
    {
        var run = await RunAsync("analyze", CommandRun.Program, "--entry", "ModuleBuild.Cli.Commands.SchemaCommand", "--json");
        using var json = JsonDocument.Parse(run.Output);
        var entry = Assert.Single(json.RootElement.GetProperty("entries").EnumerateArray());

        Assert.Equal(0, run.ExitCode);
        Assert.Equal("ModuleBuild.Cli.Commands.SchemaCommand", entry.GetProperty("type").GetString());
        Assert.Contains("Create()", entry.GetProperty("methods").EnumerateArray().Select(method => method.GetProperty("signature").GetString()));
        Assert.DoesNotContain("process:start", json.RootElement.GetProperty("capabilities").EnumerateArray().Select(item => item.GetProperty("capability").GetString()));
    }

    [Fact]
    public async Task Entry_type_that_is_not_there_is_a_mistake()
    {
        var run = await RunAsync("analyze", CommandRun.Program, "--entry", "ModuleBuild.Cli.Commands.SchemaComand");

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("Did you mean 'ModuleBuild.Cli.Commands.SchemaCommand'?", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Same_assembly_has_no_difference()
    {
        var run = await RunAsync("analyze", "--diff", CommandRun.Program, CommandRun.Program);

        Assert.Equal((0, "Both reach the same."), (run.ExitCode, run.Output.Trim()));
    }

    [Fact]
    public async Task Newly_reached_capability_ends_with_1()
    {
        var before = Path.Combine(Path.GetDirectoryName(CommandRun.Program)!, "ModuleBuild.Core.dll");
        var run = await RunAsync("analyze", "--diff", before, CommandRun.Program);

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("+ process:start:git  (ModuleBuild.Packaging)", run.Output, StringComparison.Ordinal);

        var findings = await RunAsync("analyze", "--diff", before, CommandRun.Program, "--format", "json");

        Assert.Equal(1, findings.ExitCode);
        Assert.Contains("MB2005", findings.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Many_targets_of_a_kind_are_told_once_a_package()
    {
        static ReachedCapability Call(string function) =>
            new(new Capability("native:pinvoke", "libdraw!" + function), "Acme.Draw", [new CallStep("Acme.Draw", "Acme.Draw.Canvas.Line()"), new CallStep("Acme.Draw", function)]);
        var report = new CapabilityReport("Acme.Draw", "1.0.0", "1", [.. "abcde".Select(letter => Call(letter.ToString()))], []);
        await File.WriteAllBytesAsync(_folder["report.json"], CapabilityReportFile.Write(report), TestContext.Current.CancellationToken);

        var run = await RunAsync("analyze", "report.json");

        Assert.Equal(
            """
            native:pinvoke  (Acme.Draw)  5 targets: libdraw!a, libdraw!b, libdraw!c, and 2 more ('--json' has all); the first:
              Acme.Draw.Canvas.Line()
              -> a
            Acme.Draw 1.0.0 reaches 5 capabilities.
            """.ReplaceLineEndings("\n"),
            run.Output.ReplaceLineEndings("\n").TrimEnd());
    }

    [Fact]
    public async Task Bytes_that_are_no_assembly_are_unknown()
    {
        var run = await RunAsync("analyze", _folder.Write("Junk.dll", "not an assembly"), "--format", "json");

        Assert.Equal(0, run.ExitCode);
        Assert.Contains("MB2011", run.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Missing.dll", "does not exist")]
    [InlineData("Broken.nupkg", "is no package that can be read")]
    [InlineData("Empty.json", "cannot be used")]
    [InlineData("empty", "there is no assembly in it")]
    public async Task What_cannot_be_analysed_is_a_mistake(string name, string message)
    {
        _folder.Write("Broken.nupkg", "PK not a package");
        _folder.Write("Empty.json", "{}");
        Directory.CreateDirectory(_folder["empty"]);

        var run = await RunAsync("analyze", name);

        Assert.Equal(2, run.ExitCode);
        Assert.Contains(message, run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("'--diff' compares two, the older and the newer one, and there is only one: --diff OLD NEW.", "--diff", "a.dll")]
    [InlineData("'--diff' compares two, the older and the newer one, and there is only one: --diff OLD NEW.", "a.dll", "--diff", "b.dll")]
    [InlineData("'--diff' compares two, the older and the newer one, and there is none: --diff OLD NEW.", "--diff")]
    [InlineData("'--diff' compares two, and 'c.dll' is one too many.", "--diff", "a.dll", "b.dll", "c.dll")]
    public async Task Difference_is_between_two(string message, params string[] arguments)
    {
        var run = await RunAsync(["analyze", .. arguments]);

        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        Assert.Contains(message, run.Error, StringComparison.Ordinal);
    }

    private Task<ProcessResult> RunAsync(params string[] arguments) => CommandRun.InAsync(
        _folder.Path, new Dictionary<string, string?> { ["XDG_CACHE_HOME"] = _folder["cache"] }, arguments);
}
