using System.Collections.Immutable;
using ModuleBuild.Core.Manifest;
using ModuleBuild.Packaging.Closure;

namespace ModuleBuild.Cli.Projects;

/// <summary>What an evaluation told about a project: no target has run.</summary>
internal sealed record EvaluatedProject
{
    private readonly Func<string, string> _property;
    private readonly Func<string, IEnumerable<EvaluatedItem>> _items;

    /// <summary>Takes what an evaluation gave.</summary>
    /// <param name="projectFile">Absolute path of the project.</param>
    /// <param name="property">The evaluated value of a property; empty where it is not set.</param>
    /// <param name="items">The evaluated items of a type.</param>
    public EvaluatedProject(string projectFile, Func<string, string> property, Func<string, IEnumerable<EvaluatedItem>> items)
    {
        _items = items;
        _property = property;
        Folder = Path.GetDirectoryName(projectFile)!;
        Facts = ProjectFacts.FromProperties(projectFile, property);
    }

    /// <summary>Absolute path of the project's folder.</summary>
    public string Folder { get; }

    /// <summary>What the rules compare with.</summary>
    public ProjectFacts Facts { get; }

    /// <summary>Absolute path of <c>module.json</c>, present or not.</summary>
    public string ManifestPath => PathOf("ModuleBuildManifest", ModuleInputs.ManifestName);

    /// <summary>Absolute path of the restore's result, present or not.</summary>
    public string AssetsFile => PathOf("ProjectAssetsFile", Path.Combine(PathOf("MSBuildProjectExtensionsPath", "obj"), "project.assets.json"));

    /// <summary>Absolute path of the folder in which a build writes its records, present or not.</summary>
    public string RecordsFolder => Path.Combine(PathOf("IntermediateOutputPath", "obj"), "modulebuild");

    /// <summary>Absolute path of the assembly that a build makes, present or not; null where there is none, as over several frameworks.</summary>
    public string? TargetPath => ValueOf("TargetPath");

    /// <summary>The target framework; null where there are several.</summary>
    public string? TargetFramework => ValueOf("TargetFramework");

    /// <summary>Whether package versions stand in one file for all projects.</summary>
    public bool HasCentralVersions => _property("ManagePackageVersionsCentrally").Equals("true", StringComparison.OrdinalIgnoreCase);

    /// <summary>Absolute path of that file.</summary>
    public string CentralVersionsFile => PathOf("DirectoryPackagesPropsPath", "Directory.Packages.props");

    /// <summary>Version of the SDK, or null.</summary>
    public string? SdkVersion => ValueOf("NETCoreSdkVersion");

    /// <summary>SOURCE_DATE_EPOCH of the environment or the project, or null.</summary>
    public string? SourceDateEpoch => ValueOf("SOURCE_DATE_EPOCH");

    /// <summary>Whether the project has an item, wherever it is declared.</summary>
    /// <param name="itemType">For example <c>PackageReference</c>.</param>
    /// <param name="identity">For example the id of a package; case does not count.</param>
    public bool HasItem(string itemType, string identity) =>
        _items(itemType).Any(item => item.Include.Equals(identity, StringComparison.OrdinalIgnoreCase));

    /// <summary>Items that reference packages and projects.</summary>
    public ImmutableArray<ReferenceItem> References =>
        [.. ReferenceItem.Types.SelectMany(type => _items(type).Select(item => ReferenceItem.Read(type, item.Include, item.Metadata)))];

    /// <summary>Whether the build runs a stage that has a switch.</summary>
    /// <param name="property">The switch, for example <c>ModuleBuildDependencies</c>.</param>
    public bool Runs(string property) => !_property(property).Equals("false", StringComparison.OrdinalIgnoreCase);

    private string PathOf(string property, string otherwise) =>
        Path.GetFullPath(ValueOf(property)?.Replace('\\', Path.DirectorySeparatorChar) ?? otherwise, Folder);

    private string? ValueOf(string property) => _property(property) is { Length: > 0 } value ? value : null;
}

/// <summary>An evaluated item.</summary>
/// <param name="Include">Its identity.</param>
/// <param name="Metadata">Value of a metadata, MSBuild's own included; empty where it has none.</param>
internal sealed record EvaluatedItem(string Include, Func<string, string> Metadata);
