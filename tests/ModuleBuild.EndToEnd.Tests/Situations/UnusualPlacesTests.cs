using ModuleBuild.Testing;

namespace ModuleBuild.EndToEnd.Tests.Situations;

/// <summary>Folders, cultures and settings in which builds have been seen to break.</summary>
public sealed class UnusualPlacesTests
{
    private static readonly string LongName = string.Join('/', Enumerable.Repeat("a-folder-with-a-rather-long-name-of-fifty-characters", 4));

    public static TheoryData<string> Folders => ["with space", "Gewächshaus 温室 ёлка", "one & co (1) #2 'x'", LongName];

    [Theory]
    [MemberData(nameof(Folders))]
    public async Task A_module_builds_and_packs_in(string folder)
    {
        using var work = await ModuleWorkspace.CreateAsync(folder);
        work.AddModule();

        var pack = await work.Spawned.DotnetAsync(["pack"], work["Acme.Orders"]);

        Assert.True(pack.Succeeded, pack.Log);
        Assert.Empty(pack.Messages);
        var package = PackedModule.Read(work["Acme.Orders/bin/Release/Acme.Orders.1.2.0.nupkg"]);
        Assert.Contains("module/evidence.json", package.Files);
    }

    [Theory]
    [MemberData(nameof(Folders))]
    public async Task A_finding_names_its_file_in(string folder)
    {
        using var work = await ModuleWorkspace.CreateAsync(folder);
        var project = work.AddModule();
        File.Delete(work["Acme.Orders/Entry.cs"]);

        var build = await work.InProcess.RunAsync(project, ["Build"]);

        var error = Assert.Single(build.Messages);
        Assert.Equal("MB1001", error.Code);
        Assert.Equal(work["Acme.Orders/module.json"], error.File);
    }

    [Fact]
    public async Task The_evidence_does_not_depend_on_the_culture()
    {
        using var work = await ModuleWorkspace.CreateAsync();
        work.AddModule();
        await work.CommitAsync();

        var expected = await PackAsync("en_US.UTF-8");
        foreach (var culture in new[] { "tr_TR.UTF-8", "de_DE.UTF-8", "ar_SA.UTF-8", "th_TH.UTF-8" })
        {
            Assert.Equal((culture, expected), (culture, await PackAsync(culture)));
        }

        async Task<string> PackAsync(string language)
        {
            var environment = new Dictionary<string, string?> { ["LANG"] = language, ["LC_ALL"] = language, ["DOTNET_CLI_UI_LANGUAGE"] = null };
            var pack = await work.Spawned.DotnetAsync(["pack", "-o", language], work["Acme.Orders"], environment);
            Assert.True(pack.Succeeded, pack.Log);
            var package = PackedModule.Read(work[$"Acme.Orders/{language}/Acme.Orders.1.2.0.nupkg"]);
            Directory.Delete(work["Acme.Orders/obj"], recursive: true);
            Directory.Delete(work["Acme.Orders/bin"], recursive: true);
            return package.Text("module/evidence.json");
        }
    }

    [Fact]
    public async Task A_build_writes_nothing_into_the_sources()
    {
        using var work = await ModuleWorkspace.CreateAsync();
        work.AddModule();
        work.Write("Directory.Build.props", $"""
            <Project>
              <PropertyGroup>
                <UseArtifactsOutput>true</UseArtifactsOutput>
                <ArtifactsPath>{work.Path}/../out</ArtifactsPath>
              </PropertyGroup>
            </Project>
            """);
        var before = Snapshot(work.Path);

        var pack = await work.Spawned.DotnetAsync(["pack"], work["Acme.Orders"]);

        Assert.True(pack.Succeeded, pack.Log);
        Assert.Equal(before, Snapshot(work.Path));
        Assert.True(File.Exists(work["../out/package/release/Acme.Orders.1.2.0.nupkg"]));
    }

    [Fact]
    public async Task Sources_on_a_read_only_mount_build()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() && Environment.UserName == "root", "Needs Linux and root, to mount a folder read-only.");
        using var work = await ModuleWorkspace.CreateAsync();
        work.AddModule();
        var output = $"-p:ArtifactsPath={Path.GetFullPath(work["../out"])}";
        var script = $"mount --bind '{work.Path}' '{work.Path}' && mount -o remount,ro,bind '{work.Path}' && ! touch '{work.Path}/x' 2>/dev/null && "
            + $"cd '{work["Acme.Orders"]}' && dotnet pack -p:UseArtifactsOutput=true '{output}'";

        var pack = await ChildProcess.RunAsync(
            "unshare", ["-m", "sh", "-c", script], "/", new Dictionary<string, string?> { ["NUGET_PACKAGES"] = work.Feed.PackagesFolder });

        Assert.True(pack.ExitCode == 0, pack.Output + pack.Error);
        Assert.True(File.Exists(work["../out/package/release/Acme.Orders.1.2.0.nupkg"]));
    }

    private static List<string> Snapshot(string folder) =>
        [.. Directory.GetFiles(folder, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal).Select(file => $"{file} {File.GetLastWriteTimeUtc(file):O}")];
}
