using System.Collections.Immutable;

namespace ModuleBuild.Core.Manifest;

/// <content>From properties: the one mapping that the task and the command line share.</content>
public sealed partial record ProjectFacts
{
    // NuGet's targets set this where the project describes nothing; it is not a description.
    private const string NuGetDescriptionPlaceholder = "Package Description";

    /// <summary>The names of all properties that <see cref="FromProperties"/> asks for.</summary>
    public static ImmutableArray<string> PropertyNames { get; } =
    [
        "AssemblyName", "Authors", "Description", "PackageIcon", "PackageId", "PackageLicenseExpression", "PackageLicenseFile",
        "PackageProjectUrl", "PackageReadmeFile", "PackageTags", "PackageVersion", "RepositoryUrl", "RootNamespace",
        "TargetFramework", "TargetFrameworks", "Title",
    ];

    /// <summary>The facts of an evaluated project.</summary>
    /// <param name="projectFile">Absolute path of the project file.</param>
    /// <param name="property">The evaluated value of a property, one of <see cref="PropertyNames"/>; null or blank where it is not set.</param>
    public static ProjectFacts FromProperties(string projectFile, Func<string, string?> property)
    {
        var assemblyName = Text("AssemblyName");
        var description = Text("Description");
        var authors = List("Authors", ';');
        var frameworks = List("TargetFrameworks", ';');
        return new ProjectFacts
        {
            ProjectFile = projectFile,
            PackageId = Text("PackageId"),
            Version = Text("PackageVersion"),
            Title = Text("Title"),
            Description = description == NuGetDescriptionPlaceholder ? null : description,
            Authors = authors is [var only] && only == assemblyName ? [] : authors,
            LicenseExpression = Text("PackageLicenseExpression"),
            LicenseFile = Text("PackageLicenseFile"),
            RepositoryUrl = Text("RepositoryUrl"),
            ProjectUrl = Text("PackageProjectUrl"),
            Tags = List("PackageTags", ';', ' '),
            ReadmeFile = Text("PackageReadmeFile"),
            Icon = Text("PackageIcon"),
            AssemblyName = assemblyName,
            RootNamespace = Text("RootNamespace"),
            TargetFrameworks = frameworks.IsEmpty ? List("TargetFramework", ';') : frameworks,
        };

        string? Text(string name) => property(name)?.Trim() is { Length: > 0 } value ? value : null;

        ImmutableArray<string> List(string name, params char[] separators) =>
            [.. (property(name) ?? string.Empty).Split(separators, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)];
    }
}
