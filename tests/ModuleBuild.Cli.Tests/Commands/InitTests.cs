using ModuleBuild.Packaging;
using ModuleBuild.Testing;

namespace ModuleBuild.Cli.Tests.Commands;

public sealed class InitTests : IDisposable
{
    private const string Properties =
        "  <PropertyGroup>\n    <TargetFramework>net10.0</TargetFramework>\n    <PackageLicenseExpression>MIT</PackageLicenseExpression>\n    <RepositoryUrl>https://example.com/acme/orders</RepositoryUrl>\n  </PropertyGroup>\n";

    private readonly TemporaryFolder _folder = new();

    public InitTests()
    {
        // The root of a repository: nothing above it is looked at.
        Directory.CreateDirectory(_folder[".git"]);
        _folder.Write("Directory.Build.props", "<Project />\n");
        _folder.Write("Directory.Build.targets", "<Project />\n");
        _folder.Write("Directory.Packages.props", "<Project />\n");
    }

    [Fact]
    public async Task Versions_in_a_folder_above_get_the_version_and_keep_their_line_endings()
    {
        var project = _folder.Write("src/A/A.csproj", $"<Project Sdk=\"Microsoft.NET.Sdk\">\n{Properties}</Project>\n");
        var versions = _folder.Write(
            "Directory.Packages.props",
            "<Project>\r\n  <PropertyGroup><ManagePackageVersionsCentrally>true</ManagePackageVersionsCentrally></PropertyGroup></Project>\r\n");

        var run = await InitAsync("src/A");

        // The entry point is asked for: there is no source.
        Assert.Equal((1, "Wrote src/A/module.json.\nChanged src/A/A.csproj.\nChanged Directory.Packages.props"), (run.ExitCode, string.Join(".\n", Slashed(run.Output).Split(".\n")[..3])));
        Assert.Equal(
            $"<Project Sdk=\"Microsoft.NET.Sdk\">\n{Properties}\n  <ItemGroup>\n    <PackageReference Include=\"ModuleBuild\" PrivateAssets=\"all\" />\n  </ItemGroup>\n\n</Project>\n",
            await TextAsync(project));
        Assert.Equal(
            "<Project>\r\n  <PropertyGroup><ManagePackageVersionsCentrally>true</ManagePackageVersionsCentrally></PropertyGroup>\r\n\r\n"
            + "  <ItemGroup>\r\n    <PackageVersion Include=\"ModuleBuild\" Version=\"?\" />\r\n  </ItemGroup>\r\n\r\n</Project>\r\n",
            await TextAsync(versions));
    }

    [Fact]
    public async Task A_last_group_with_a_condition_stays_as_it_is()
    {
        var before = $"<Project Sdk=\"Microsoft.NET.Sdk\">\n{Properties}  <ItemGroup Condition=\"'$(A)' == 'b'\">\n    <PackageReference Include=\"A\" Version=\"1.0.0\" />\n  </ItemGroup>";
        var project = _folder.Write("A.csproj", before + "</Project>");

        var run = await InitAsync(".");

        Assert.StartsWith("Wrote module.json.\nChanged A.csproj.\n", run.Output, StringComparison.Ordinal);
        Assert.Equal(
            $"{before}\n\n  <ItemGroup>\n    <PackageReference Include=\"ModuleBuild\" Version=\"?\" PrivateAssets=\"all\" />\n  </ItemGroup>\n\n</Project>",
            await TextAsync(project));
    }

    [Fact]
    public async Task A_project_on_one_line_with_the_reference_is_left_alone()
    {
        var text = "<Project Sdk=\"Microsoft.NET.Sdk\"><PropertyGroup><TargetFramework>net10.0</TargetFramework></PropertyGroup>"
            + "<ItemGroup><PackageReference Include=\"modulebuild\" Version=\"0.1.0\" /></ItemGroup></Project>";
        var project = _folder.Write("A.csproj", text);

        var run = await InitAsync(".");

        Assert.StartsWith("Wrote module.json.\n", run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("Changed", run.Output, StringComparison.Ordinal);
        Assert.Equal(text, await File.ReadAllTextAsync(project, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Files_that_cannot_be_read_are_passed_over()
    {
        _folder.Write("A.csproj", "<Project Sdk=\"Microsoft.NET.Sdk\">\n  <PropertyGroup>\n    <TargetFramework>net10.0</TargetFramework>\n  </PropertyGroup>\n</Project>\n");
        _folder.Write("Entry.cs", "namespace A;\npublic class Entry { public void Configure(IHostApplicationBuilder b) { } }");
        var locked = new[] { "LICENSE", "Locked.cs", ".git/config" }.Select(name => Lock(_folder.Write(name, "MIT License"))).ToList();

        var run = await InitAsync(".");

        locked.ForEach(file => file.Dispose());
        Assert.StartsWith("Wrote module.json.\nChanged A.csproj.\n", run.Output, StringComparison.Ordinal);
        Assert.Equal((1, ""), (run.ExitCode, run.Error));
        Assert.Contains("\"A.Entry\"", await TextAsync(_folder["module.json"]), StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();

    private static FileStream Lock(string path) => new(path, FileMode.Open, FileAccess.ReadWrite, FileShare.None);

    private static string Slashed(string output) => output.Replace('\\', '/');

    // The version is that of the tool, which each build of it changes.
    private static async Task<string> TextAsync(string path) =>
        (await File.ReadAllTextAsync(path, TestContext.Current.CancellationToken)).Replace($"Version=\"{ToolVersion.Current}\"", "Version=\"?\"", StringComparison.Ordinal);

    private Task<ProcessResult> InitAsync(string project) => CommandRun.InAsync(
        _folder.Path, "init", project, "--host", "Acme.Gateway=[8.3,9.0)", "--summary", "Imports orders and keeps them at hand.");
}
