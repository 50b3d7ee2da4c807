namespace ModuleBuild.Architecture.Tests.Rooms;

public sealed class WhoMayKnowWhomTests
{
    [Fact]
    public async Task Projects_reference_only_whom_they_may_know() =>
        Offenders.None(
            (await ProjectFile.AllOfSrcAsync()).SelectMany(HouseRules.Violations),
            "References break who may know whom (docs/architecture.md):");

    [Fact]
    public async Task Every_room_of_the_table_stands()
    {
        var projects = (await ProjectFile.AllOfSrcAsync()).Select(project => project.Name);

        Assert.Equal(House.Rooms.Select(room => room.Name).Order(StringComparer.Ordinal), projects.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Shared_build_files_reference_nothing()
    {
        // A reference in a Directory.Build file reaches every room at once, past the table.
        var shared = (await RepositoryFiles.InAsync(string.Empty, ".props")).Concat(await RepositoryFiles.InAsync(string.Empty, ".targets"))
            .Where(file => file.Path.Count(c => c == '/') == 0 || file.Path.StartsWith("src/Directory.", StringComparison.Ordinal))
            .Select(file => ProjectFile.Parse(file.Path, file.ReadText()))
            .ToList();

        Assert.Contains(shared, file => file.Path == "Directory.Build.props");
        Offenders.None(
            shared.SelectMany(file => file.Projects.Concat(file.Packages).Select(reference => $"{file.Path}: {reference}")),
            "Move the reference to the project that needs it:");
    }

    [Fact]
    public async Task Every_project_is_in_the_solution()
    {
        // test.cs builds the solution: a test project outside of it would run what was built before, or not at all.
        var solution = (await RepositoryFiles.InAsync(string.Empty, "ModuleBuild.sln")).Single(file => file.Path == "ModuleBuild.sln").ReadText().Replace('\\', '/');
        var projects = (await RepositoryFiles.InAsync("src", ".csproj")).Concat(await RepositoryFiles.InAsync("tests", ".csproj"));

        Offenders.None(
            projects.Select(project => project.Path).Where(path => !solution.Contains($"\"{path}\"", StringComparison.Ordinal)),
            "Add to the solution with 'dotnet sln add':");
    }

    [Theory]
    [InlineData("ModuleBuild.Core", "ProjectReference", "../ModuleBuild.Packaging/ModuleBuild.Packaging.csproj")]
    [InlineData("ModuleBuild.Abstractions", "ProjectReference", "../ModuleBuild.Core/ModuleBuild.Core.csproj")]
    [InlineData("ModuleBuild.Packaging", "ProjectReference", @"..\ModuleBuild.Cli\ModuleBuild.Cli.csproj")]
    [InlineData("ModuleBuild.Cli", "ProjectReference", "../ModuleBuild.Tasks/ModuleBuild.Tasks.csproj")]
    [InlineData("ModuleBuild.Core", "PackageReference", "Microsoft.Build.Framework")]
    [InlineData("ModuleBuild.Core", "PackageReference", "Microsoft.CodeAnalysis.CSharp")]
    [InlineData("ModuleBuild.Core", "PackageReference", "System.CommandLine")]
    [InlineData("ModuleBuild.Packaging", "PackageReference", "Microsoft.Build.Framework")]
    [InlineData("ModuleBuild.Tasks", "PackageReference", "System.CommandLine")]
    [InlineData("ModuleBuild.Tasks", "PackageReference", "Microsoft.Build.Locator")]
    public void Forbidden_reference_is_named(string room, string item, string include)
    {
        var project = ProjectFile.Parse($"src/{room}/{room}.csproj", $"<Project><ItemGroup><{item} Include=\"{include}\" /></ItemGroup></Project>");

        var violation = Assert.Single(HouseRules.Violations(project));

        Assert.StartsWith($"src/{room}/{room}.csproj references the ", violation, StringComparison.Ordinal);
        Assert.Contains(Path.GetFileNameWithoutExtension(include.Replace('\\', '/')), violation, StringComparison.Ordinal);
    }

    [Fact]
    public void New_project_asks_for_its_place()
    {
        var project = ProjectFile.Parse("src/ModuleBuild.Attic/ModuleBuild.Attic.csproj", "<Project />");

        Assert.Equal(
            ["src/ModuleBuild.Attic/ModuleBuild.Attic.csproj is not in the table: decide its place in docs/architecture.md and add it to House.Rooms."],
            HouseRules.Violations(project));
    }
}
