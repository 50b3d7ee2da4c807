using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace ModuleBuild.Architecture.Tests.Package;

/// <summary>The MSBuild files that travel in our packages.</summary>
public sealed class PackageConventionTests
{
    private static readonly string[] Folders = ["src/ModuleBuild.Tasks/Package", "src/ModuleBuild.Sdk/Package"];

    // Names of the SDK, of NuGet's restore and of its pack that we set on purpose.
    private static readonly HashSet<string> NamesOfOthers = new(StringComparer.Ordinal)
    {
        "AdditionalFiles", "Clean", "CompilerVisibleProperty", "DeterministicSourcePaths", "DeterministicTimestamp", "EditorConfigFiles", "ErrorLog", "GenerateNuspecDependsOn", "PackageReference", "PackageVersion",
        "SourceRoot", "TargetsForTfmSpecificContentInPackage", "TfmSpecificPackageFile", "WarningsAsErrors", "_PackageFiles",
    };

    [Fact]
    public async Task Names_of_ours_start_with_ModuleBuild() =>
        Offenders.None(
            from file in await FilesAsync()
            from name in Names(XDocument.Parse(file.ReadText()))
            where !IsOurs(name) && !NamesOfOthers.Contains(name)
            select $"{file.Path}: {name}",
            "Properties, items and targets start with ModuleBuild, private ones with _ModuleBuild; what belongs to others is listed here:");

    [Fact]
    public async Task File_with_content_says_what_it_is_for() =>
        Offenders.None(
            from file in await FilesAsync()
            let root = XDocument.Parse(file.ReadText()).Root!
            where root.Elements().Any(element => element.Name.LocalName != "Import") && root.FirstNode is not XComment
            select file.Path,
            "A file that does more than import starts with a comment: stage, inputs, outputs, switch, hooks:");

    [Fact]
    public async Task Every_public_name_is_documented()
    {
        var page = (await RepositoryFiles.InAsync("docs", "msbuild.md")).Single().ReadText();
        var names = (await FilesAsync())
            .SelectMany(file => Regex.Matches(file.ReadText(), @"(?<![\w.])ModuleBuild[A-Z]\w+(?!\.\w)").Select(match => match.Value))
            .Distinct(StringComparer.Ordinal);

        Offenders.None(names.Where(name => !Regex.IsMatch(page, $@"\b{name}\b")), "Missing in docs/msbuild.md:");
    }

    [Theory]
    [InlineData("<Project><PropertyGroup><GenerateSBOM>true</GenerateSBOM></PropertyGroup></Project>", "GenerateSBOM")]
    [InlineData("<Project><PropertyGroup><moduleBuildX>true</moduleBuildX></PropertyGroup></Project>", "moduleBuildX")]
    [InlineData("<Project><ItemGroup><MyItem Include=\"a\" /></ItemGroup></Project>", "MyItem")]
    [InlineData("<Project><Target Name=\"Run\"><ItemGroup><Leak Include=\"a\" /></ItemGroup></Target></Project>", "Run Leak")]
    [InlineData("<Project><Target Name=\"_ModuleBuildX\"><T><Output TaskParameter=\"A\" PropertyName=\"Out\" /></T></Target></Project>", "Out")]
    public void Foreign_name_is_found(string xml, string expected) =>
        Assert.Equal(expected.Split(' '), Names(XDocument.Parse(xml)).Where(name => !IsOurs(name)));

    private static bool IsOurs(string name) => Regex.IsMatch(name, "^_?ModuleBuild[A-Z]");

    /// <summary>Every property, item and target that a file defines.</summary>
    private static IEnumerable<string> Names(XDocument file)
    {
        foreach (var element in file.Descendants())
        {
            switch (element.Name.LocalName)
            {
                case "PropertyGroup" or "ItemGroup":
                    foreach (var child in element.Elements())
                    {
                        yield return child.Name.LocalName;
                    }

                    break;
                case "Target":
                    yield return (string)element.Attribute("Name")!;
                    break;
                case "Output":
                    yield return (string?)element.Attribute("ItemName") ?? (string)element.Attribute("PropertyName")!;
                    break;
            }
        }
    }

    private static async Task<IEnumerable<RepositoryFile>> FilesAsync()
    {
        var files = new List<RepositoryFile>();
        foreach (var folder in Folders)
        {
            files.AddRange([.. await RepositoryFiles.InAsync(folder, ".props"), .. await RepositoryFiles.InAsync(folder, ".targets")]);
        }

        return files;
    }
}
