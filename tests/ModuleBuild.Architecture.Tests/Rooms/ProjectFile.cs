using System.Collections.Immutable;
using System.Xml.Linq;

namespace ModuleBuild.Architecture.Tests.Rooms;

/// <summary>What a project file, or a file that projects import, references.</summary>
/// <param name="Path">Path below the root of the repository.</param>
/// <param name="Projects">Names of referenced projects.</param>
/// <param name="Packages">Ids of referenced packages.</param>
public sealed record ProjectFile(string Path, ImmutableArray<string> Projects, ImmutableArray<string> Packages)
{
    public string Name => System.IO.Path.GetFileNameWithoutExtension(Path);

    public static ProjectFile Parse(string path, string xml)
    {
        var root = XDocument.Parse(xml).Root!;
        return new ProjectFile(
            path,
            [.. Items("ProjectReference").Select(include => System.IO.Path.GetFileNameWithoutExtension(include.Replace('\\', '/')))],
            [.. Items("PackageReference"), .. Items("GlobalPackageReference")]);

        IEnumerable<string> Items(string name) =>
            from item in root.Descendants()
            where item.Name.LocalName == name
            from include in ((string?)item.Attribute("Include") ?? string.Empty).Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            select include;
    }

    public static async Task<ImmutableArray<ProjectFile>> AllOfSrcAsync() =>
        [.. (await RepositoryFiles.InAsync("src", ".csproj")).Select(file => Parse(file.Path, file.ReadText()))];
}
