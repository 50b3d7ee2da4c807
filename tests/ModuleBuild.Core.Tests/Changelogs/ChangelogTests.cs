using ModuleBuild.Core.Changelogs;
using ModuleBuild.Testing;
using NuGet.Versioning;

namespace ModuleBuild.Core.Tests.Changelogs;

public sealed class ChangelogTests
{
    private const string Text = """
        # Changelog

        ## [Unreleased]

        ### Added

        - Pie charts,
          in colour.
        * Bars.

        ## v1.1.0 - 2027-01-02

        Words before.

        ### Fixed

        - A slip.

        ## [1.0.0-rc.1]

        ## How to read this

        - Not a version.

        [Unreleased]: https://example.com
        """;

    [Fact]
    public void Sections_are_found_by_version()
    {
        var changelog = Changelog.Read(Text);

        Assert.Equal([null, "1.1.0", "1.0.0-rc.1"], changelog.Sections.Select(section => section.Version?.ToString()));
        Assert.Equal("1.1.0", changelog.Newest!.ToString());
        Assert.Equal("Words before.\n\n### Fixed\n\n- A slip.", changelog.Find(NuGetVersion.Parse("1.1.0"))!.Text);
        Assert.Null(changelog.Find(NuGetVersion.Parse("1.0.0-rc.1")));
        Assert.Null(changelog.Find(NuGetVersion.Parse("2.0.0")));
    }

    [Fact]
    public void Entries_carry_their_group() => Assert.Equal(
        [("Added", "Pie charts, in colour."), ("Added", "Bars.")],
        Changelog.Read(Text).Unreleased!.Entries);

    [Fact]
    public void Text_without_versions_has_no_sections()
    {
        var changelog = Changelog.Read("# Notes\n\n## Of old\n\n- A thing.");

        Assert.Empty(changelog.Sections);
        Assert.Null(changelog.Newest);
        Assert.Null(changelog.Unreleased);
    }

    [Fact]
    public void Any_bytes_are_read() => DamagedBytes.Feed([System.Text.Encoding.UTF8.GetBytes(Text)], [], bytes =>
    {
        foreach (var section in Changelog.Read(System.Text.Encoding.UTF8.GetString(bytes)).Sections)
        {
            _ = section.Entries;
        }
    });
}
