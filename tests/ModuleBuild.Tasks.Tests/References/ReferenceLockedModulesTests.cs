using System.Text.Json.Nodes;
using Microsoft.Build.Framework;
using Microsoft.Build.Utilities;
using ModuleBuild.Testing;
using ModuleBuild.Testing.NuGetServer;

namespace ModuleBuild.Tasks.Tests.References;

public sealed class ReferenceLockedModulesTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly RecordingBuild _build = new();

    public ReferenceLockedModulesTests()
    {
        Directory.CreateDirectory(_folder["feed"]);
        TestPackage.Module("Acme.Catalog", "2.1.0").DependsOn("Acme.Mail", "1.0").WriteTo(_folder["feed"]);
        TestPackage.Module("Acme.Mail", "1.0.0").WriteTo(_folder["feed"]);
        TestPackage.Module("Acme.Mail", "1.4.0").WriteTo(_folder["feed"]);
        _folder.Write("nuget.config", """
            <configuration>
              <config><add key="globalPackagesFolder" value="packages" /></config>
              <packageSources><clear /><add key="feed" value="feed" /></packageSources>
              <fallbackPackageFolders><clear /></fallbackPackageFolders>
            </configuration>
            """);
        _folder.Write("modulebuild.json", "{}");
        Module("Acme.Orders", "Acme.Catalog");
    }

    [Fact]
    public void A_restore_writes_the_lock_and_gives_its_versions()
    {
        using var task = Restore("Acme.Orders");

        Assert.True(task.Execute());

        Assert.Equal(["module.lock.json: written with 2 packages. Commit it."], _build.Engine.Messages.Select(message => message.Message));
        Assert.Equal(["Acme.Catalog 2.1.0", "Acme.Mail 1.4.0 all true"], task.Added.Select(Text));
        Assert.All(task.Added, item => Assert.Equal("true", item.GetMetadata("IsImplicitlyDefined")));
    }

    [Fact]
    public void Whoever_only_asks_for_references_gets_those_of_the_lock_and_nothing_is_written()
    {
        using var before = Restore("Acme.Orders", upkeep: false);
        Assert.True(before.Execute());
        Assert.Empty(before.Added);
        Assert.False(File.Exists(_folder["module.lock.json"]));

        using var restore = Restore("Acme.Orders");
        Assert.True(restore.Execute());
        Module("Acme.Orders", "Acme.Catalog", "Not.There");
        using var after = new ReferenceLockedModules { BuildEngine = new RecordingBuild().Object, Manifest = new TaskItem(_folder["Acme.Orders/module.json"]) };

        Assert.True(after.Execute());
        Assert.Equal(["Acme.Catalog", "Acme.Mail"], after.Added.Select(item => item.ItemSpec));
    }

    [Fact]
    public void One_build_compares_the_lock_once_for_all_projects()
    {
        Module("Acme.Shop", "Acme.Mail");
        using var first = Restore("Acme.Orders");
        Assert.True(first.Execute());
        File.Delete(_folder["module.lock.json"]);

        using var second = Restore("Acme.Shop");

        Assert.True(second.Execute());
        Assert.Equal(["Acme.Mail 1.4.0"], second.Added.Select(Text));
        Assert.Single(_build.Engine.Messages);
        Assert.False(File.Exists(_folder["module.lock.json"]));
    }

    [Fact]
    public void What_is_wrong_with_the_lock_is_told_once_and_fails_every_project()
    {
        Module("Acme.Shop", "Acme.Mail");
        using var first = Restore("Acme.Orders");
        using var second = Restore("Acme.Shop");
        first.Locked = second.Locked = true;

        Assert.False(first.Execute());
        Assert.False(second.Execute());

        Assert.Equal("MB1011", Assert.Single(_build.Engine.Errors).Code);
        Assert.True(_build.Object.AllowFailureWithoutError);
    }

    [Fact]
    public void There_is_no_manifest()
    {
        using var task = Restore("Acme.Shop");

        Assert.False(task.Execute());

        var error = Assert.Single(_build.Engine.Errors);
        Assert.Equal(("MB0001", _folder["Acme.Shop/module.json"]), (error.Code, error.File));
    }

    [Fact]
    public void A_manifest_that_hides_what_it_asks_for_fails_the_restore_at_its_place()
    {
        Module("Acme.Orders", "Acme.Catalog");
        _folder.Write("Acme.Orders/module.json", File.ReadAllText(_folder["Acme.Orders/module.json"]).Replace("1.0", "oops", StringComparison.Ordinal));
        using var task = Restore("Acme.Orders");

        Assert.False(task.Execute());

        var error = Assert.Single(_build.Engine.Errors);
        Assert.Equal(("MB0006", _folder["Acme.Orders/module.json"]), (error.Code, error.File));
    }

    [Fact]
    public void A_reference_without_version_keeps_what_else_it_says()
    {
        using var task = Restore("Acme.Orders");
        task.PackageReferences = [Item("acme.catalog", ("ExcludeAssets", "runtime")), Item("Acme.Text", ("Version", "1.0.0"))];

        Assert.True(task.Execute());

        var pinned = Assert.Single(task.Pinned);
        Assert.Equal(("acme.catalog 2.1.0", "runtime"), (Text(pinned), pinned.GetMetadata("ExcludeAssets")));
        Assert.Equal(["Acme.Mail 1.4.0 all true"], task.Added.Select(Text));
    }

    [Fact]
    public void With_central_management_versions_stand_in_the_centre()
    {
        using var task = Restore("Acme.Orders");
        task.Central = true;
        task.PackageReferences = [Item("Acme.Catalog")];
        task.PackageVersions = [Item("Acme.Mail", ("Version", "1.0.0"))];

        Assert.True(task.Execute());

        Assert.Equal(["Acme.Catalog 2.1.0"], task.CentralVersions.Select(Text));
        Assert.Empty(task.Added);
        Assert.Empty(task.Pinned);
    }

    [Theory]
    [InlineData("Acme.Catalog/Acme.Catalog.csproj", "true", false)]
    [InlineData("Acme.Catalog/src.csproj", "", false)]
    [InlineData("Acme.Catalog/src.csproj", "false", true)]
    [InlineData("Elsewhere/Acme.Catalog.csproj", "", false)]
    [InlineData("Elsewhere/Elsewhere.csproj", "", true)]
    public void A_project_stands_for_the_module_in_its_folder_or_of_its_name(string project, string referenceOutput, bool added)
    {
        Module("Acme.Catalog");
        using var task = Restore("Acme.Orders");
        task.ProjectReferences = [Item(_folder[project], ("ReferenceOutputAssembly", referenceOutput))];

        Assert.True(task.Execute());

        Assert.Equal(added, task.Added.Any(item => item.ItemSpec == "Acme.Catalog"));
    }

    public void Dispose() => _folder.Dispose();

    private ReferenceLockedModules Restore(string module, bool upkeep = true) => new()
    {
        BuildEngine = _build.Object,
        Manifest = new TaskItem(_folder[$"{module}/module.json"]),
        Upkeep = upkeep,
    };

    private void Module(string id, params string[] needs)
    {
        var manifest = ModuleWorkspace.Manifest(id);
        manifest["dependencies"] = new JsonObject(needs.Select(need => KeyValuePair.Create(need, (JsonNode?)JsonValue.Create("1.0"))));
        _folder.Write($"{id}/module.json", manifest.ToJsonString(new() { WriteIndented = true }));
    }

    private static string Text(ITaskItem item) =>
        $"{item.ItemSpec} {item.GetMetadata("Version")} {item.GetMetadata("PrivateAssets")} {item.GetMetadata("Publish")}".Trim();

    private static TaskItem Item(string name, params (string Name, string Value)[] metadata)
    {
        var item = new TaskItem(name);
        foreach (var (key, value) in metadata)
        {
            item.SetMetadata(key, value);
        }

        return item;
    }
}
