using ModuleBuild.Testing;

namespace ModuleBuild.EndToEnd.Tests.Incremental;

public sealed class NoOpBuildTests
{
    private const string Gate = "\"_ModuleBuildGate\"";

    [Fact]
    public async Task An_up_to_date_module_runs_nothing()
    {
        using var work = await ModuleWorkspace.CreateAsync();
        work.AddModule();
        Assert.True((await work.Spawned.DotnetAsync(["build"], work["Acme.Orders"])).Succeeded);
        var stamp = File.GetLastWriteTimeUtc(work.StampOf("Acme.Orders"));

        var again = await work.Spawned.DotnetAsync(["build", "-v:d"], work["Acme.Orders"]);

        Assert.Contains($"Skipping target {Gate} because all output files are up-to-date", again.Log, StringComparison.Ordinal);
        Assert.DoesNotContain("ValidateModule", again.Log, StringComparison.Ordinal);
        Assert.Equal(stamp, File.GetLastWriteTimeUtc(work.StampOf("Acme.Orders")));
    }

    [Fact]
    public async Task A_change_of_what_the_gate_looked_at_runs_it_again()
    {
        using var work = await ModuleWorkspace.CreateAsync();
        work.AddModule();
        work.Write("Acme.Orders/README.md", "# Orders\n");
        work.Write("Acme.Orders/LICENSE", "Permission is hereby granted, free of charge, to any person\n");
        work.Write("Acme.Orders/modulebuild.baseline.json", """{ "version": 1, "accepted": [] }""");
        var first = await work.Spawned.DotnetAsync(["build"], work["Acme.Orders"]);
        Assert.True(first.Succeeded, first.Log);
        Assert.Contains("clean.stamp", work.RecordsOf("Acme.Orders"));

        foreach (var file in new[] { "module.json", "README.md", "LICENSE", "modulebuild.baseline.json", "Entry.cs" })
        {
            var path = work[$"Acme.Orders/{file}"];
            await File.AppendAllTextAsync(path, "\n", TestContext.Current.CancellationToken);
            File.SetLastWriteTimeUtc(path, DateTime.UtcNow.AddSeconds(2));
            var again = await work.Spawned.DotnetAsync(["build", "--no-restore", "-v:d"], work["Acme.Orders"]);

            Assert.True(again.Succeeded, again.Log);
            Assert.False(again.Log.Contains($"Skipping target {Gate}", StringComparison.Ordinal), $"{file} changed, and the gate was skipped.");
            File.SetLastWriteTimeUtc(path, DateTime.UtcNow.AddHours(-1)); // the next one alone is newer than what the gate wrote
        }

        var last = await work.Spawned.DotnetAsync(["build", "--no-restore", "-v:d"], work["Acme.Orders"]);
        Assert.Contains($"Skipping target {Gate}", last.Log, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_first_policy_runs_it_again()
    {
        using var work = await ModuleWorkspace.CreateAsync();
        var project = work.AddModule();
        var before = await work.InProcess.RunAsync(project, ["Build"]);

        work.Write("modulebuild.json", """{ "security": { "minimumScore": 100 } }""");
        File.SetLastWriteTimeUtc(work["modulebuild.json"], DateTime.UtcNow.AddSeconds(2));
        var after = await work.InProcess.RunAsync(project, ["Build"], restore: false);

        Assert.True(before.Succeeded, before.Log);
        Assert.Equal(["MB2017"], after.Messages.Select(message => message.Code));
    }

    [Fact]
    public async Task Findings_are_reported_again_until_they_are_mended()
    {
        using var work = await ModuleWorkspace.CreateAsync();
        var project = work.AddModule();
        var manifest = work["Acme.Orders/module.json"];
        var clean = await File.ReadAllTextAsync(manifest, TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(manifest, clean.Replace("Acme Orders", "TODO Orders", StringComparison.Ordinal), TestContext.Current.CancellationToken);

        var first = await work.InProcess.RunAsync(project, ["Build"]);
        var second = await work.InProcess.RunAsync(project, ["Build"], restore: false);
        await File.WriteAllTextAsync(manifest, clean, TestContext.Current.CancellationToken);
        var third = await work.InProcess.RunAsync(project, ["Build"], restore: false);

        Assert.Equal(["warning MB0014 module.json(3,11)"], first.Short);
        Assert.Equal(first.Short, second.Short);
        Assert.Empty(third.Messages);
        Assert.Contains("clean.stamp", work.RecordsOf("Acme.Orders"));
    }

    [Fact]
    public async Task A_warning_of_an_earlier_build_fails_a_build_that_takes_warnings_for_errors()
    {
        using var work = await ModuleWorkspace.CreateAsync();
        work.AddModule();
        File.WriteAllText(
            work["Acme.Orders/module.json"],
            File.ReadAllText(work["Acme.Orders/module.json"]).Replace("Acme Orders", "TODO Orders", StringComparison.Ordinal));
        Assert.True((await work.Spawned.DotnetAsync(["build"], work["Acme.Orders"])).Succeeded);

        var strict = await work.Spawned.DotnetAsync(["build", "--no-restore", "-warnaserror:MB0014"], work["Acme.Orders"]);

        Assert.False(strict.Succeeded);
        Assert.Equal(["error MB0014 module.json(3,11)"], strict.Short);
    }

    [Theory]
    [InlineData("<NoWarn>$(NoWarn);MB0014</NoWarn>", true, new string[0])]
    [InlineData("<WarningsAsErrors>MB0014</WarningsAsErrors>", false, new[] { "error MB0014 module.json(3,11)" })]
    [InlineData("<MSBuildTreatWarningsAsErrors>true</MSBuildTreatWarningsAsErrors>", false, new[] { "error MB0014 module.json(3,11)" })]
    public async Task Severities_are_configured_as_everywhere(string property, bool succeeds, string[] messages)
    {
        using var work = await ModuleWorkspace.CreateAsync();
        work.AddModule(properties: property);
        File.WriteAllText(
            work["Acme.Orders/module.json"],
            File.ReadAllText(work["Acme.Orders/module.json"]).Replace("Acme Orders", "TODO Orders", StringComparison.Ordinal));

        var build = await work.Spawned.DotnetAsync(["build"], work["Acme.Orders"]);

        Assert.Equal(succeeds, build.Succeeded);
        Assert.Equal(messages, build.Short);
    }
}
