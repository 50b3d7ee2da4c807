using ModuleBuild.Testing;

namespace ModuleBuild.EndToEnd.Tests.Situations;

/// <summary>The table of MSBuild situations, each as a real command line on a real module.</summary>
public sealed class CommandLineTests
{
    [Fact]
    public async Task Build_of_a_clean_module_has_no_warnings_and_writes_its_records()
    {
        using var work = await ModuleWorkspace.CreateAsync();
        work.AddModule();

        var build = await work.Spawned.DotnetAsync(["build"], work["Acme.Orders"]);

        Assert.True(build.Succeeded, build.Log);
        Assert.Empty(build.Messages);
        Assert.Equal(
            [
                "Acme.Orders.cdx.json", "Acme.Orders.md", "analyzed.txt", "capabilities.json", "clean.stamp", "compare.json", "compatibility.json", "expires.txt",
                "findings.sarif", "inputs.txt", "looked.txt", "module.json", "security.json",
            ],
            work.RecordsOf("Acme.Orders"));
    }

    [Fact]
    public async Task A_project_without_a_manifest_is_left_alone()
    {
        using var work = await ModuleWorkspace.CreateAsync();
        work.AddModule();
        File.Delete(work["Acme.Orders/module.json"]);

        var build = await work.Spawned.DotnetAsync(["build", "-v:d"], work["Acme.Orders"]);

        Assert.True(build.Succeeded, build.Log);
        Assert.False(Directory.Exists(work["Acme.Orders/obj/Debug/net10.0/modulebuild"]));
        Assert.DoesNotContain("ModuleBuild.Tasks", build.Log, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_manifest_that_is_demanded_and_missing_is_MB0001()
    {
        using var work = await ModuleWorkspace.CreateAsync();
        var project = work.AddModule(properties: "<ModuleBuildEnabled>true</ModuleBuildEnabled>");
        File.Delete(work["Acme.Orders/module.json"]);

        var build = await work.InProcess.RunAsync(project, ["Build"]);

        Assert.False(build.Succeeded);
        Assert.Equal(["error MB0001 module.json(0,0)"], build.Short);
    }

    [Fact]
    public async Task Restore_and_build_can_be_two_commands()
    {
        using var work = await ModuleWorkspace.CreateAsync();
        work.AddModule();

        var restore = await work.Spawned.DotnetAsync(["restore"], work["Acme.Orders"]);
        var build = await work.Spawned.DotnetAsync(["build", "--no-restore"], work["Acme.Orders"]);

        Assert.True(restore.Succeeded, restore.Log);
        Assert.True(build.Succeeded, build.Log);
        Assert.Contains("module.json", work.RecordsOf("Acme.Orders"));
    }

    [Fact]
    public async Task Many_modules_build_side_by_side()
    {
        using var work = await ModuleWorkspace.CreateAsync();
        var ids = Enumerable.Range(1, 4).Select(number => $"Acme.Part{number}").ToList();
        ids.ForEach(id => work.AddModule(id));
        work.AddSolution(ids);
        Assert.True((await work.Spawned.DotnetAsync(["restore"], work.Path)).Succeeded);

        foreach (var arguments in new[] { "-m:2", "-graph", "-mt", "-graph -isolate" })
        {
            var build = await work.Spawned.DotnetAsync(["build", "--no-restore", .. arguments.Split(' ')], work.Path);

            Assert.True(build.Succeeded, $"{arguments}: {build.Log}");
            Assert.Empty(build.Messages);
            Assert.All(ids, id => Assert.Contains("clean.stamp", work.RecordsOf(id)));
            foreach (var id in ids)
            {
                // What was restored stays.
                Directory.Delete(work[$"{id}/bin"], recursive: true);
                Directory.Delete(work[$"{id}/obj/Debug"], recursive: true);
            }
        }
    }

    [Fact]
    public async Task Every_framework_of_a_multi_targeted_module_is_gated()
    {
        using var work = await ModuleWorkspace.CreateAsync();
        work.AddModule(properties: "<TargetFrameworks>net10.0;net9.0</TargetFrameworks>");

        var build = await work.Spawned.DotnetAsync(["build"], work["Acme.Orders"]);

        Assert.True(build.Succeeded, build.Log);
        Assert.Empty(build.Messages);
        Assert.Contains("Acme.Orders.cdx.json", work.RecordsOf("Acme.Orders", "net10.0"));
        Assert.Contains("Acme.Orders.cdx.json", work.RecordsOf("Acme.Orders", "net9.0"));
    }

    [Fact]
    public async Task Central_package_management_gives_the_version()
    {
        using var work = await ModuleWorkspace.CreateAsync();
        var project = work.AddModule();
        File.WriteAllText(project, File.ReadAllText(project).Replace($" Version=\"{work.Feed.Version}\"", "", StringComparison.Ordinal));
        work.Write("Directory.Packages.props", $"""
            <Project>
              <PropertyGroup><ManagePackageVersionsCentrally>true</ManagePackageVersionsCentrally></PropertyGroup>
              <ItemGroup><PackageVersion Include="ModuleBuild" Version="{work.Feed.Version}" /></ItemGroup>
            </Project>
            """);

        var build = await work.InProcess.RunAsync(project, ["Build"]);

        Assert.True(build.Succeeded, build.Log);
        Assert.Empty(build.Messages);
        Assert.Contains("Acme.Orders.cdx.json", work.RecordsOf("Acme.Orders"));
    }

    [Fact]
    public async Task Publish_runs_the_gate_and_publishes()
    {
        using var work = await ModuleWorkspace.CreateAsync();
        work.AddModule();

        var publish = await work.Spawned.DotnetAsync(["publish", "-c", "Release", "-o", "out"], work["Acme.Orders"]);

        Assert.True(publish.Succeeded, publish.Log);
        Assert.True(File.Exists(work["Acme.Orders/out/Acme.Orders.dll"]));
        Assert.True(File.Exists(work.StampOf("Acme.Orders", "Release")));
    }

    [Theory]
    [InlineData("<TargetFramework>net10.0</TargetFramework>")]
    [InlineData("<TargetFrameworks>net10.0;net9.0</TargetFrameworks>")]
    public async Task Clean_removes_all_that_was_made(string frameworks)
    {
        using var work = await ModuleWorkspace.CreateAsync();
        work.AddModule(properties: frameworks);
        var pack = await work.Spawned.DotnetAsync(["pack", "-c", "Debug"], work["Acme.Orders"]);
        Assert.True(pack.Succeeded, pack.Log);
        Assert.NotEmpty(Directory.GetDirectories(work["Acme.Orders/obj"], "modulebuild", SearchOption.AllDirectories));

        var clean = await work.Spawned.DotnetAsync(["clean"], work["Acme.Orders"]);

        Assert.True(clean.Succeeded, clean.Log);
        Assert.Empty(Directory.GetDirectories(work["Acme.Orders/obj"], "modulebuild", SearchOption.AllDirectories));
    }

    [Fact]
    public async Task A_design_time_build_stays_quiet()
    {
        using var work = await ModuleWorkspace.CreateAsync();
        var project = work.AddModule();
        work.Write("Acme.Orders/module.json", "{ broken");

        var build = await work.InProcess.RunAsync(project, ["Compile"], new Dictionary<string, string>
        {
            ["DesignTimeBuild"] = "true",
            ["SkipCompilerExecution"] = "true",
            ["ProvideCommandLineArgs"] = "true",
        });

        Assert.True(build.Succeeded, build.Log);
        Assert.Empty(build.Messages);
        Assert.False(Directory.Exists(work["Acme.Orders/obj/Debug/net10.0/modulebuild"]));
    }

    [Fact]
    public async Task An_sdk_below_the_floor_gets_one_clear_error()
    {
        using var work = await ModuleWorkspace.CreateAsync();
        var project = work.AddModule();

        var build = await work.InProcess.RunAsync(project, ["Build"], new Dictionary<string, string> { ["NETCoreSdkVersion"] = "9.0.305" });

        Assert.False(build.Succeeded);
        var error = Assert.Single(build.Messages);
        Assert.Equal("MB9001", error.Code);
        Assert.StartsWith("ModuleBuild needs the .NET SDK 10.0.100 or newer; this build runs on 9.0.305.", error.Message, StringComparison.Ordinal);
    }
}
