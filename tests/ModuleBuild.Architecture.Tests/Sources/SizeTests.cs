using System.Text.RegularExpressions;

namespace ModuleBuild.Architecture.Tests.Sources;

public sealed class SizeTests
{
    [Theory]
    [InlineData("src", ".cs", 250)]
    [InlineData("tests", ".cs", 400)]
    [InlineData("src", ".targets", 80)]
    [InlineData("src", ".props", 80)]
    public async Task File_is_one_concept(string folder, string ending, int limit) =>
        Offenders.None(
            from file in await RepositoryFiles.InAsync(folder, ending)
            let count = file.ReadLines().Length
            where count > limit
            select $"{file}: {count} lines",
            $"A file '{folder}/**{ending}' has at most {limit} lines. Split by concept:");

    [Fact]
    public async Task Task_class_is_a_page()
    {
        const int Limit = 100;
        var tasks =
            from file in await RepositoryFiles.InAsync("src/ModuleBuild.Tasks", ".cs")
            let lines = file.ReadLines()
            where lines.Any(line => Regex.IsMatch(line, @"\bclass \w+ : \w*Task$"))
            // Inputs and outputs of a task are data that MSBuild asks for; what is counted is what it does with them.
            select (file.Path, Count: lines.Count(line => line.Trim().Length > 0 && !Regex.IsMatch(line, @"^\s*(///|\[Required\]|\[Output\]|using )")));
        var found = tasks.ToList();

        Assert.NotEmpty(found);
        Offenders.None(found.Where(task => task.Count > Limit).Select(task => $"{task.Path}: {task.Count} lines"),
            $"A task has at most {Limit} lines without comments. Move its work to a plain class:");
    }
}
