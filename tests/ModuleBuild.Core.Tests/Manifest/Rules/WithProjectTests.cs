using ModuleBuild.Core.Manifest;
using NuGet.Versioning;

namespace ModuleBuild.Core.Tests.Manifest.Rules;

public class WithProjectTests
{
    private static readonly ProjectFacts Project = new()
    {
        PackageId = "Acme.Orders",
        Version = "1.2.0-beta.1+build",
        Title = "Acme Orders",
        Description = "Imports orders.",
        Authors = ["Ada", "Acme"],
        LicenseExpression = "mit or apache-2.0",
        RepositoryUrl = "https://example.com/orders.git",
        ProjectUrl = "https://example.com/",
        Tags = ["Orders", "c#", "orders", "import"],
        ReadmeFile = @"docs\README.md",
        Icon = "icon.png",
    };

    [Fact]
    public void What_the_manifest_leaves_out_comes_from_the_project()
    {
        var manifest = new ModuleManifest().WithProject(Project);

        Assert.Equal("Acme.Orders", manifest.Id);
        Assert.Equal(SemanticVersion.Parse("1.2.0-beta.1+build"), manifest.Version);
        Assert.Equal("Acme Orders", manifest.Name);
        Assert.Equal("Imports orders.", manifest.Description);
        Assert.Equal([new Author("Ada"), new Author("Acme")], manifest.Authors);
        Assert.Equal(new License("MIT OR Apache-2.0", null), manifest.License);
        Assert.Equal(["homepage https://example.com/", "repository https://example.com/orders.git"], manifest.Links.Select(link => $"{link.Key} {link.Value}"));
        Assert.Equal(["orders", "import"], manifest.Tags);
        Assert.Equal("docs/README.md", manifest.Readme);
        Assert.Equal("icon.png", manifest.Icon);
        Assert.Empty(manifest.Summary);
    }

    [Fact]
    public void What_the_manifest_says_stays()
    {
        var written = new ModuleManifest
        {
            Id = "Acme.Other",
            Version = SemanticVersion.Parse("2.0.0"),
            Name = "Other",
            Description = "Other things.",
            Authors = [new Author("Eve")],
            License = new License(null, "LICENSE.txt"),
            Links = new ModuleManifest().Links.Add("repository", "https://example.com/other").Add("homepage", "https://example.com/home"),
            Tags = ["other"],
            Readme = "OTHER.md",
            Icon = "other.png",
        };

        Assert.Equal(written, written.WithProject(Project));
    }

    [Theory]
    [InlineData("1.2")]
    [InlineData("1.2.0.4")]
    [InlineData("latest")]
    [InlineData(null)]
    public void A_version_that_is_not_SemVer_is_left_out(string? version) =>
        Assert.Null(new ModuleManifest().WithProject(Project with { Version = version }).Version);

    [Fact]
    public void What_a_manifest_could_not_hold_is_left_out()
    {
        var manifest = new ModuleManifest().WithProject(Project with
        {
            Title = new string('x', 65),
            Description = new string('x', 4001),
            RepositoryUrl = "git@example.com:orders.git",
            ProjectUrl = "http://example.com/",
            Tags = ["C#", "x"],
            ReadmeFile = "../README.md",
            Icon = "icon.jpg",
            LicenseExpression = null,
            LicenseFile = @"C:\LICENSE.txt",
        });

        Assert.Equal(
            (string.Empty, null, 0, 0, null, null, null),
            (manifest.Name, manifest.Description, manifest.Links.Count, manifest.Tags.Length, manifest.Readme, manifest.Icon, manifest.License));
    }

    [Fact]
    public void A_licence_file_of_the_project_is_the_licence() =>
        Assert.Equal(
            new License(null, "legal/LICENSE.txt"),
            new ModuleManifest().WithProject(new ProjectFacts { LicenseFile = @"legal\LICENSE.txt" }).License);

    [Theory]
    [InlineData("gpl-3.0-only", "GPL-3.0-only")]
    [InlineData("Apache 2", "Apache 2")]
    public void The_licence_travels_in_its_canonical_form(string written, string expression) =>
        Assert.Equal(
            new License(expression, null),
            new ModuleManifest { License = new License(written, null) }.WithProject(ProjectFacts.None).License);
}
