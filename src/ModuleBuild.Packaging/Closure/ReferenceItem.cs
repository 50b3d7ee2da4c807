namespace ModuleBuild.Packaging.Closure;

/// <summary>An item of MSBuild that references a package or project, or gives a version.</summary>
/// <param name="Type"><c>PackageReference</c>, <c>ProjectReference</c>, <c>PackageVersion</c> or <c>GlobalPackageReference</c>.</param>
/// <param name="Include">Its identity as evaluated.</param>
/// <param name="FullPath">Absolute path, which tells something for projects only.</param>
/// <param name="DefinedIn">Absolute path of the project file or import in which it stands.</param>
/// <param name="HasVersion">Whether it says a version itself.</param>
public sealed record ReferenceItem(string Type, string Include, string FullPath, string DefinedIn, bool HasVersion)
{
    /// <summary>Names of the items that count.</summary>
    public static IReadOnlyList<string> Types { get; } = [Package, Project, Version, Global];

    /// <summary>Takes what MSBuild says of an item.</summary>
    /// <param name="type">One of <see cref="Types"/>.</param>
    /// <param name="include">Its identity as evaluated.</param>
    /// <param name="metadata">Its metadata, MSBuild's own included.</param>
    public static ReferenceItem Read(string type, string include, Func<string, string> metadata) => new(
        type,
        include,
        type == Project ? metadata("FullPath") : string.Empty,
        metadata("DefiningProjectFullPath"),
        metadata("Version").Length + metadata("VersionOverride").Length > 0);

    internal const string Package = "PackageReference";
    internal const string Project = "ProjectReference";
    internal const string Version = "PackageVersion";
    internal const string Global = "GlobalPackageReference";
}
