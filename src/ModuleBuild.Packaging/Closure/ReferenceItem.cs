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

    internal const string Package = "PackageReference";
    internal const string Project = "ProjectReference";
    internal const string Version = "PackageVersion";
    internal const string Global = "GlobalPackageReference";
}
