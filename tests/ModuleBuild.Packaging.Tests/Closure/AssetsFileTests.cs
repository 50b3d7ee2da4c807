using ModuleBuild.Core.Diagnostics;
using ModuleBuild.Packaging.Closure;
using ModuleBuild.Testing;

namespace ModuleBuild.Packaging.Tests.Closure;

/// <summary>Files that are not what restore writes: a finding with a place and a way out, never an exception.</summary>
public sealed class AssetsFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private static readonly string Whole = AssetsText.Make(AssetsText.Library("A"), AssetsText.Direct("A"));

    [Fact]
    public void Missing_file()
    {
        var path = _folder["obj/project.assets.json"];

        Assert.Equal(
            (new SourceLocation(path), "The restore result cannot be used: it does not exist. Run 'dotnet restore'."),
            ReadOne(path));
    }

    [Fact]
    public void Folder_in_place_of_the_file()
    {
        var path = Directory.CreateDirectory(_folder["project.assets.json"]).FullName;

        var (place, message) = ReadOne(path);

        Assert.Equal(new SourceLocation(path), place);
        Assert.StartsWith("The restore result cannot be used: it cannot be opened: ", message, StringComparison.Ordinal);
        Assert.EndsWith(" Run 'dotnet restore'.", message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", 1, 1)]
    [InlineData("{", 1, 2)]
    [InlineData("{\n  \"version\": 3,\n  \"targets\": {", 3, 15)]
    [InlineData("\0\0\0\0", 1, 1)]
    [InlineData("<html>", 1, 1)]
    public void Text_that_is_not_json(string text, int line, int column)
    {
        var path = _folder.Write("project.assets.json", text);

        Assert.Equal(
            (new SourceLocation(path, line, column),
                "The restore result cannot be used: it is cut off or damaged here. Delete it and run 'dotnet restore'."),
            ReadOne(path));
    }

    [Theory]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("""{ "version": "three" }""")]
    [InlineData("""{ "version": 99999999999 }""")]
    [InlineData("""{ "version": 3, "targets": [] }""")]
    [InlineData("""{ "version": 3, "targets": { "net10.0": { "A/not a version": {} } } }""")]
    public void Json_that_is_not_the_result_of_a_restore(string text)
    {
        var path = _folder.Write("project.assets.json", text);

        Assert.Equal(
            (new SourceLocation(path), "The restore result cannot be used: it is JSON, but not the result of a restore. Run 'dotnet restore'."),
            ReadOne(path));
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{ "version": 3, "targets": {}, "libraries": {} }""")]
    public void Result_without_a_project(string text)
    {
        var path = _folder.Write("project.assets.json", text);

        Assert.Equal(
            (new SourceLocation(path), "The restore result cannot be used: it does not say which project it is for. Run 'dotnet restore'."),
            ReadOne(path));
    }

    [Fact]
    public void Format_of_a_newer_client()
    {
        var path = _folder.Write("project.assets.json", AssetsText.Make("", "", version: 99));

        Assert.Equal(
            (new SourceLocation(path),
                $"The restore result cannot be used: its format has version 99, and the NuGet of this SDK reads up to {NuGet.ProjectModel.LockFileFormat.Version}. " +
                "Run 'dotnet restore' with this SDK, or build with the one that restored it."),
            ReadOne(path));
    }

    [Fact]
    public void Framework_that_was_not_restored()
    {
        var path = _folder.Write("project.assets.json", Whole);

        var (closures, findings) = RuntimeClosureReader.Read(path, ["net10.0", "net9.0", "net10.0/linux-x64", "???"]);

        Assert.Empty(closures);
        Assert.Equal(
            [
                "The restore result cannot be used: it has no target 'net9.0', only net10.0. Run 'dotnet restore'.",
                "The restore result cannot be used: it has no target 'net10.0/linux-x64', only net10.0. Run 'dotnet restore'.",
                "The restore result cannot be used: it has no target '???', only net10.0. Run 'dotnet restore'.",
            ],
            findings.Select(finding => finding.Message));
        Assert.All(findings, finding => Assert.Equal(("MB9004", new SourceLocation(path)), (finding.Code, finding.Location)));
    }

    [Fact]
    public void Restore_that_failed_for_a_package()
    {
        var path = _folder.Write("project.assets.json", AssetsText.Make(
            AssetsText.Library("A"),
            $"{AssetsText.Direct("A")}, {AssetsText.Direct("B")}",
            rest: """
                "logs": [
                  { "code": "NU1101", "level": "Error", "message": "Unable to find package B.", "libraryId": "B", "targetGraphs": ["net10.0"] },
                  { "code": "NU1101", "level": "Error", "message": "Unable to find package C.", "libraryId": "C", "targetGraphs": ["net8.0"] },
                  { "code": "NU1903", "level": "Error", "message": "A is vulnerable.", "libraryId": "A", "targetGraphs": ["net10.0"] }
                ],
                """));

        Assert.Equal(
            (new SourceLocation(path),
                "The restore result cannot be used: it is the result of a restore that failed with NU1101: Unable to find package B. Run 'dotnet restore'."),
            ReadOne(path));
    }

    [Fact]
    public void Package_that_the_project_asks_for_is_not_there()
    {
        var path = _folder.Write("project.assets.json", AssetsText.Make(AssetsText.Library("A"), $"{AssetsText.Direct("A")}, {AssetsText.Direct("B")}"));

        Assert.Equal(
            (new SourceLocation(path), "The restore result cannot be used: it does not hold 'B', which its project asks for. Run 'dotnet restore'."),
            ReadOne(path));
    }

    [Fact]
    public void File_cut_off_anywhere()
    {
        for (var length = 0; length < Whole.Length; length += 7)
        {
            var path = _folder.Write("project.assets.json", Whole[..length]);

            var (closures, findings) = RuntimeClosureReader.Read(path, ["net10.0"]);

            Assert.Empty(closures);
            Assert.Equal("MB9004", Assert.Single(findings).Code);
        }
    }

    [Fact]
    public void File_with_any_character_replaced()
    {
        for (var i = 0; i < Whole.Length; i += 3)
        {
            var path = _folder.Write("project.assets.json", $"{Whole.AsSpan(0, i)}\"{Whole.AsSpan(i + 1)}");

            var (closures, findings) = RuntimeClosureReader.Read(path, ["net10.0"]);

            Assert.True(closures.Length == 1 || findings.All(finding => finding.Code == "MB9004"));
        }
    }

    public void Dispose() => _folder.Dispose();

    private static (SourceLocation Place, string Message) ReadOne(string path)
    {
        var (closures, findings) = RuntimeClosureReader.Read(path, ["net10.0"]);
        Assert.Empty(closures);
        var finding = Assert.Single(findings);
        Assert.Equal(("MB9004", Severity.Error), (finding.Code, finding.Severity));
        return (finding.Location, finding.Message);
    }
}
