using System.Collections.Immutable;
using ModuleBuild.Core.Files;
using ModuleBuild.Core.Manifest.Licensing;
using ModuleBuild.Core.Manifest.Reading;
using NuGet.Versioning;

namespace ModuleBuild.Core.Manifest;

/// <content>What MSBuild knows better.</content>
public sealed partial record ModuleManifest
{
    private const int MostTags = 10;
    private const int LongestDescription = 4000;

    /// <summary>
    /// The same manifest with what it leaves to MSBuild filled in, and the licence in its canonical form: what travels in the package.
    /// A value of the project that a manifest could not hold is left out.
    /// </summary>
    /// <param name="project">The project's facts.</param>
    public ModuleManifest WithProject(ProjectFacts project) => this with
    {
        Id = Id ?? project.PackageId,
        Version = Version ?? (SemanticVersion.TryParse(project.Version ?? string.Empty, out var version) ? version : null),
        Name = Name.Length > 0 ? Name : NameOf(project) ?? string.Empty,
        Description = Description ?? (project.Description is { Length: <= LongestDescription } description ? description : null),
        Authors = Authors.IsEmpty ? [.. project.Authors.Select(author => new Author(author))] : Authors,
        License = Canonical(License ?? LicenseOf(project)),
        Links = WithLink(WithLink(Links, "repository", project.RepositoryUrl), "homepage", project.ProjectUrl),
        Tags = Tags.IsEmpty ? TagsOf(project) : Tags,
        Readme = Readme ?? PathOf(project.ReadmeFile),
        Icon = Icon ?? (PathOf(project.Icon) is { } icon && icon.EndsWith(".png", StringComparison.OrdinalIgnoreCase) ? icon : null),
    };

    /// <summary>The name that a project gives its module, or null.</summary>
    internal static string? NameOf(ProjectFacts project) => project.Title is { Length: >= 2 and <= 64 } title ? title : null;

    /// <summary>The licence that a project gives its module, or null.</summary>
    internal static License? LicenseOf(ProjectFacts project) =>
        project.LicenseExpression is { } expression ? new License(expression, null)
        : PathOf(project.LicenseFile) is { } file ? new License(null, file)
        : null;

    private static License? Canonical(License? license) =>
        license?.Expression is { } text && SpdxExpression.Parse(text).Expression is { } expression
            ? license with { Expression = expression.ToString() }
            : license;

    private static ImmutableArray<string> TagsOf(ProjectFacts project) =>
    [
        .. project.Tags
            .Select(tag => tag.ToLowerInvariant())
            .Where(tag => TextForms.IsTag(tag))
            .Distinct(StringComparer.Ordinal)
            .Take(MostTags),
    ];

    private static ImmutableSortedDictionary<string, string> WithLink(
        ImmutableSortedDictionary<string, string> links, string kind, string? address) =>
        !links.ContainsKey(kind) && address is not null && TextForms.IsLink(address)
            ? links.Add(kind, address)
            : links;

    // MSBuild properties are often written with backslashes.
    private static string? PathOf(string? path) =>
        path?.Replace('\\', '/') is { } slashed && RelativePath.ProblemOf(slashed) is null ? slashed : null;
}
