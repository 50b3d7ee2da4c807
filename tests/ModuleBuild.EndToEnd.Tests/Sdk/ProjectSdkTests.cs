using System.Text.Json.Nodes;
using ModuleBuild.Testing;

namespace ModuleBuild.EndToEnd.Tests.Sdk;

/// <summary>Projects that name ModuleBuild.Sdk: the versions of the lock are there at the first restore.</summary>
public sealed class ProjectSdkTests
{
    private static readonly (string, string)[] Goods = [("Fair.Goods", "[2.1,3.0)")];

    [Fact]
    public async Task One_build_of_a_fresh_project_resolves_restores_compiles_and_writes_the_lock()
    {
        using var modules = await SdkModules.CreateAsync();
        modules.Add("Acme.Orders", Goods);

        var first = await modules.DotnetAsync("Acme.Orders", "build");

        Assert.True(first.Succeeded, first.Log);
        Assert.Empty(first.Messages);
        Assert.Contains("module.lock.json: written with 2 packages. Commit it.", first.Log, StringComparison.Ordinal);
        Assert.Equal(["Fair.Goods 2.2.0", "Fair.Mail 1.4.0"], modules.Restored("Acme.Orders"));
        Assert.NotEmpty(modules.Work.StampOf("Acme.Orders"));

        var written = File.ReadAllText(modules.LockPath);
        Directory.Delete(modules.Work["feed"], recursive: true);
        Directory.Delete(modules.Work["Acme.Orders/obj"], recursive: true);
        var second = await modules.DotnetAsync("Acme.Orders", "build", "-p:ContinuousIntegrationBuild=true");
        Assert.True(second.Succeeded, second.Log);
        Assert.DoesNotContain("module.lock.json", second.Log, StringComparison.Ordinal);
        Assert.Equal(written, File.ReadAllText(modules.LockPath));
    }

    [Fact]
    public async Task The_locked_version_is_compiled_and_packed_though_there_is_a_newer_one()
    {
        using var modules = await SdkModules.CreateAsync();
        var project = modules.Add("Acme.Orders", [("Fair.Goods", "[2.1,2.2)")], sdk: $"Microsoft.NET.Sdk.Razor;ModuleBuild.Sdk/{modules.Work.Feed.Version}");
        Assert.True((await modules.BuildAsync(project)).Succeeded);
        modules.Ask("Acme.Orders", Goods);

        var pack = await modules.DotnetAsync("Acme.Orders", "pack", "-o", "out");

        Assert.True(pack.Succeeded, pack.Log);
        Assert.Contains("module.lock.json: 1 package unchanged", pack.Log, StringComparison.Ordinal);
        Assert.Equal(["Fair.Goods 2.1.0"], modules.Restored("Acme.Orders"));
        var package = PackedModule.Read(modules.Work["Acme.Orders/out/Acme.Orders.1.2.0.nupkg"]);
        Assert.Contains("""<dependency id="Fair.Goods" version="2.1.0" """, package.Text("Acme.Orders.nuspec"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Only_what_the_manifest_requires_is_required_of_those_who_take_the_package()
    {
        using var modules = await SdkModules.CreateAsync();
        modules.Add("Acme.Orders", Goods);

        var publish = await modules.DotnetAsync("Acme.Orders", "publish", "-o", "out");
        var pack = await modules.DotnetAsync("Acme.Orders", "pack", "--no-build", "-o", "out");

        Assert.True(publish.Succeeded, publish.Log);
        Assert.True(File.Exists(modules.Work["Acme.Orders/out/Fair.Mail.dll"]));
        Assert.True(pack.Succeeded, pack.Log);
        var package = PackedModule.Read(modules.Work["Acme.Orders/out/Acme.Orders.1.2.0.nupkg"]);
        Assert.Equal(2, package.Text("Acme.Orders.nuspec").Split("<dependency ").Length);
        var locked = JsonNode.Parse(package.Text("module/module.lock.json"))!["packages"]!.AsObject();
        Assert.Equal(["Fair.Goods 2.2.0", "Fair.Mail 1.4.0"], locked.Select(item => $"{item.Key} {item.Value!["version"]}"));
    }

    [Fact]
    public async Task On_a_server_a_lock_that_is_missing_or_out_of_date_fails_the_restore_and_nothing_is_written()
    {
        using var modules = await SdkModules.CreateAsync();
        var project = modules.Add("Acme.Orders", Goods);

        var missing = await modules.BuildAsync(project, ("ContinuousIntegrationBuild", "true"));
        var lockedMode = await modules.BuildAsync(project, ("RestoreLockedMode", "true"));

        Assert.Equal(["error MB1011 module.lock.json(0,0)"], missing.Short);
        Assert.Equal(["error MB1011 module.lock.json(0,0)"], lockedMode.Short);
        Assert.False(File.Exists(modules.LockPath));
        Assert.False(File.Exists(modules.AssetsOf("Acme.Orders")));

        Assert.True((await modules.BuildAsync(project)).Succeeded);
        var before = File.ReadAllText(modules.LockPath);
        modules.Ask("Acme.Orders", [.. Goods, ("Fair.Mail", "1.0")]);
        var stale = await modules.BuildAsync(project, ("ContinuousIntegrationBuild", "true"));
        Assert.Equal(["error MB1011 module.lock.json(0,0)"], stale.Short);
        Assert.Equal(before, File.ReadAllText(modules.LockPath));

        // A version that nobody has is not replaced by the next one.
        modules.Ask("Acme.Orders", Goods);
        File.WriteAllText(modules.LockPath, before.Replace("\"1.4.0\"", "\"1.3.0\"", StringComparison.Ordinal));
        Assert.Equal(["error NU1603 Acme.Orders.csproj(0,0)"], (await modules.BuildAsync(project)).Short);
    }

    [Fact]
    public async Task A_version_that_the_project_writes_counts_and_is_checked()
    {
        using var modules = await SdkModules.CreateAsync();
        var project = modules.Add("Acme.Orders", Goods, items: """<PackageReference Include="Fair.Goods" Version="2.1.0" />""");

        var build = await modules.BuildAsync(project);
        Assert.True(build.Succeeded, build.Log);
        Assert.Equal(["Fair.Goods 2.1.0"], modules.Restored("Acme.Orders"));

        modules.Ask("Acme.Orders", ("Fair.Goods", "[2.2,3.0)"));
        Assert.Equal(["error MB1007 module.json(16,19)"], (await modules.BuildAsync(project)).Short);
    }

    [Fact]
    public async Task Central_package_management_needs_no_versions_of_modules_and_counts_where_it_has_some()
    {
        using var modules = await SdkModules.CreateAsync();
        var project = modules.Add("Acme.Orders", [.. Goods, ("Fair.Mail", "[1.0,2.0)")], items: """<PackageReference Include="Fair.Mail" />""");

        Manage("");
        var none = await modules.BuildAsync(project);
        Assert.True(none.Succeeded, none.Log);
        Assert.Empty(none.Messages);
        Assert.Equal(["Fair.Goods 2.2.0", "Fair.Mail 1.4.0"], modules.Restored("Acme.Orders"));

        Manage($"""
            <PackageVersion Include="ModuleBuild" Version="{modules.Work.Feed.Version}" />
            <PackageVersion Include="Fair.Goods" Version="2.1.0" />
            <PackageVersion Include="Fair.Mail" Version="1.0.0" />
            """);
        var some = await modules.BuildAsync(project);
        Assert.True(some.Succeeded, some.Log);
        Assert.Empty(some.Messages);
        Assert.Equal(["Fair.Goods 2.1.0", "Fair.Mail 1.0.0"], modules.Restored("Acme.Orders"));

        void Manage(string versions) => modules.Work.Write("Directory.Packages.props", $"""
            <Project>
              <PropertyGroup><ManagePackageVersionsCentrally>true</ManagePackageVersionsCentrally></PropertyGroup>
              <ItemGroup>{versions}</ItemGroup>
            </Project>
            """);
    }

    [Theory]
    [InlineData("build", "-m")]
    [InlineData("restore", "-p:RestoreUseStaticGraphEvaluation=true")]
    public async Task The_modules_of_a_solution_write_their_lock_once_and_are_projects_to_each_other(params string[] command)
    {
        const string Frameworks = """
            <TargetFrameworks>net10.0-windows;net10.0</TargetFrameworks>
            <EnableWindowsTargeting>true</EnableWindowsTargeting>
            <DisableTransitiveFrameworkReferenceDownloads>true</DisableTransitiveFrameworkReferenceDownloads>
            """;
        using var modules = await SdkModules.CreateAsync();
        modules.Work.Write("global.json", $$"""{ "msbuild-sdks": { "ModuleBuild.Sdk": "{{modules.Work.Feed.Version}}" } }""");
        modules.Add("Acme.Orders", Goods, sdk: "ModuleBuild.Sdk");
        modules.Add("Acme.Shop", [("Fair.Mail", "[1.0,1.4)"), ("Acme.Orders", "1.0")], Frameworks,
            """<ProjectReference Include="../Acme.Orders/Acme.Orders.csproj" />""", sdk: "ModuleBuild.Sdk");
        modules.Work.Write("Acme.Orders/IApi.cs", "namespace Acme.Orders;\n\n/// <summary>For others.</summary>\npublic interface IApi;\n");
        modules.Work.AddSolution("Acme.Orders", "Acme.Shop");

        var build = await modules.DotnetAsync("", command);

        Assert.True(build.Succeeded, build.Log);
        Assert.Empty(build.Messages);
        Assert.Equal(2, build.Log.Split("module.lock.json: written with 3 packages.").Length);
        Assert.Equal(["Fair.Goods 2.2.0", "Fair.Mail 1.0.0"], modules.Restored("Acme.Orders"));
        Assert.Equal(["Fair.Goods 2.2.0", "Fair.Mail 1.0.0", "Acme.Orders 1.2.0"], modules.Restored("Acme.Shop"));
    }

    [Fact]
    public async Task A_conflict_stands_at_the_line_of_the_manifest_and_nothing_is_restored()
    {
        using var modules = await SdkModules.CreateAsync();
        modules.Add("Acme.Orders", [("Fair.Goods", "[2.2,3.0)"), ("Fair.Rival", "1.0")], "<TargetFrameworks>net10.0;net9.0</TargetFrameworks>");

        var build = await modules.DotnetAsync("Acme.Orders", "build");

        var error = Assert.Single(build.Messages);
        Assert.Equal(("error", "MB1013", "module.json"), (error.Severity, error.Code, Path.GetFileName(error.File)));
        Assert.Contains("\"Fair.", File.ReadAllLines(error.File)[error.Line - 1], StringComparison.Ordinal);
        Assert.Contains("Fair.Rival 1.0.0", build.Log, StringComparison.Ordinal);
        Assert.False(File.Exists(modules.LockPath));
        Assert.False(File.Exists(modules.AssetsOf("Acme.Orders")));
    }

    [Fact]
    public async Task A_manifest_is_demanded_and_must_say_what_it_asks_for()
    {
        using var modules = await SdkModules.CreateAsync();
        var project = modules.Add("Acme.Orders", Goods);

        File.Delete(modules.Work["Acme.Orders/module.json"]);
        Assert.Equal(["error MB0001 module.json(0,0)"], (await modules.BuildAsync(project)).Short);
        Assert.True((await modules.BuildAsync(project, ("ModuleBuildEnabled", "false"), ("DefaultItemExcludes", "Uses.cs"))).Succeeded);

        modules.Work.Write("Acme.Orders/module.json", "{");
        Assert.Equal(["error MB0002 module.json(1,2)"], (await modules.BuildAsync(project)).Short);
        Assert.False(File.Exists(modules.LockPath));
    }

    [Fact]
    public async Task Who_only_asks_for_references_gets_those_of_the_lock_and_writes_nothing()
    {
        using var modules = await SdkModules.CreateAsync();
        modules.Add("Acme.Orders", Goods);
        string[] ask = ["msbuild", "-t:CollectPackageReferences", "-getItem:PackageReference"];
        string[] design = [.. ask, "-p:DesignTimeBuild=true", "-p:ExcludeRestorePackageImports=true"];

        foreach (var command in new[] { ask, design })
        {
            var before = await modules.DotnetAsync("Acme.Orders", command);
            Assert.True(before.Succeeded, before.Log);
            Assert.Equal(["ModuleBuild"], References(before));
            Assert.False(File.Exists(modules.LockPath));
        }

        Assert.True((await modules.DotnetAsync("Acme.Orders", "restore")).Succeeded);
        Assert.Equal(["ModuleBuild", "Fair.Goods", "Fair.Mail"], References(await modules.DotnetAsync("Acme.Orders", design)));

        static IEnumerable<string> References(BuildOutcome outcome) =>
            JsonNode.Parse(outcome.Log)!["Items"]!["PackageReference"]!.AsArray().Select(item => (string)item!["Identity"]!);
    }

    [Fact]
    public async Task The_commands_for_packages_work()
    {
        using var modules = await SdkModules.CreateAsync();
        var project = modules.Add("Acme.Orders", Goods);

        var add = await modules.DotnetAsync("Acme.Orders", "add", "package", "Fair.Goods", "--version", "2.1.0");
        Assert.True(add.Succeeded, add.Log);
        Assert.Contains("""<PackageReference Include="Fair.Goods" Version="2.1.0" />""", File.ReadAllText(project), StringComparison.Ordinal);

        Assert.True((await modules.DotnetAsync("Acme.Orders", "remove", "package", "Fair.Goods")).Succeeded);
        var list = await modules.DotnetAsync("Acme.Orders", "list", "package");
        Assert.True(list.Succeeded, list.Log);
        Assert.Matches(@"Fair\.Goods +\(A\) .* 2\.2\.0", list.Log);
    }
}
