using ModuleBuild.Cli.Projects;
using ModuleBuild.Testing;

namespace ModuleBuild.Cli.Tests.Projects;

public sealed class ModuleInputsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public void A_folder_is_searched_but_not_what_builds_leave_in_it()
    {
        foreach (var file in new[]
        {
            "b/module.json", "a/module.json", "a/obj/module.json", "a/bin/x/module.json", "artifacts/module.json",
            "node_modules/p/module.json", ".git/module.json", "a/notes.json",
        })
        {
            _folder.Write(file, "{}");
        }

        Assert.Equal(["a/module.json", "b/module.json"], Found("."));
        Assert.Equal(["a/module.json"], Found("a"));
    }

    [Fact]
    public void Packages_that_restore_unpacked_below_a_folder_are_no_sources()
    {
        _folder.Write("a/module.json", "{}");
        _folder.Write("packages/acme.b/1.0.0/.nupkg.metadata", "{}");
        _folder.Write("packages/acme.b/1.0.0/module/module.json", "{}");

        Assert.Equal(["a/module.json"], Found("."));
        Assert.Equal(["a/module.json"], Found("**/module.json"));
        Assert.Equal(["packages/acme.b/1.0.0/module/module.json"], Found("packages/acme.b/1.0.0"));
    }

    [Fact]
    public void The_current_folder_is_the_default()
    {
        _folder.Write("x/module.json", "{}");

        Assert.Equal(["x/module.json"], Found());
    }

    [Fact]
    public void What_is_named_twice_is_found_once_and_in_ordinal_order()
    {
        _folder.Write("a/module.json", "{}");
        _folder.Write("B/module.json", "{}");

        Assert.Equal(["B/module.json", "a/module.json"], Found("a/module.json", "a", "B", "**/module.json"));
    }

    [Fact]
    public void A_symbolic_link_that_leads_back_up_is_not_followed()
    {
        _folder.Write("a/module.json", "{}");
        Directory.CreateSymbolicLink(_folder["a/loop"], _folder.Path);
        Directory.CreateSymbolicLink(_folder["a/self"], _folder["a/self"]);

        Assert.Equal(["a/module.json"], Found("."));
        Assert.Equal(["a/module.json"], Found("**/module.json"));
    }

    [Fact]
    public void A_pattern_passes_over_what_is_no_module()
    {
        _folder.Write("a/module.json", "{}");
        _folder.Write("a/appsettings.json", "{}");
        _folder.Write("a/README.md", "text");

        Assert.Equal(["a/module.json"], Found("a/*"));
        Assert.Equal(["a/appsettings.json", "a/module.json"], Found("a/*.json"));
    }

    [Fact]
    public void A_project_is_evaluated_and_not_taken_for_a_manifest()
    {
        var project = _folder.Write("a/Acme.csproj", "<Project />");

        Assert.Equal([new ModuleInput(project, IsProject: true)], ModuleInputs.Find(["a/Acme.csproj"], _folder.Path));
    }

    [Theory]
    [InlineData("nowhere", "'nowhere' does not exist. Give a module.json, a folder, a pattern such as 'src/**/module.json', a project or a solution.")]
    [InlineData("empty", "There is no module.json in 'empty'.")]
    [InlineData("empty/*.json", "There is no module.json in 'empty/*.json'.")]
    [InlineData(".", "There is no module.json in this folder or below it. Run 'modulebuild init' beside a project to write one.")]
    public void Nothing_found_is_a_mistake_of_usage(string path, string message)
    {
        Directory.CreateDirectory(_folder["empty"]);

        Assert.Equal(message, Assert.Throws<UsageException>(() => Found(path)).Message);
    }

    private string[] Found(params string[] paths) =>
        [.. ModuleInputs.Find(paths, _folder.Path).Select(input => Path.GetRelativePath(_folder.Path, input.Path).Replace('\\', '/'))];

    public void Dispose() => _folder.Dispose();
}
