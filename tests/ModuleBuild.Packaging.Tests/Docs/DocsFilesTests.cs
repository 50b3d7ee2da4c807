using ModuleBuild.Core.Manifest;
using ModuleBuild.Packaging.Docs;

namespace ModuleBuild.Packaging.Tests.Docs;

public sealed class DocsFilesTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("modulebuild-").FullName;

    [Fact]
    public void Without_a_workspace_the_page_stands_in_the_modules_folder()
    {
        var files = DocsFiles.Of(Path.Combine(_folder, "module.json"), new ModuleManifest { Id = "Acme.Orders" });

        Assert.Equal(Path.Combine(_folder, "README.md"), files.ReadmePath);
        Assert.Equal(Path.Combine(_folder, "docs", "modules", "Acme.Orders.md"), files.PagePath);
    }

    [Fact]
    public void The_nearest_workspace_above_holds_the_page()
    {
        var module = Directory.CreateDirectory(Path.Combine(_folder, "src", "Orders")).FullName;
        File.WriteAllText(Path.Combine(_folder, "modulebuild.json"), "{}");

        var files = DocsFiles.Of(Path.Combine(module, "module.json"), new ModuleManifest { Id = "Acme.Orders", Readme = "docs/ABOUT.md" });

        Assert.Equal(Path.Combine(module, "docs", "ABOUT.md"), files.ReadmePath);
        Assert.Equal(Path.Combine(_folder, "docs", "modules", "Acme.Orders.md"), files.PagePath);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
