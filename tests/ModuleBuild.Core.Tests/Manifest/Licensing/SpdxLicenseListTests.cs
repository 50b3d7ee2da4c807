using ModuleBuild.Core.Manifest.Licensing;

namespace ModuleBuild.Core.Tests.Manifest.Licensing;

/// <summary>Holds the generated list, and what is written by hand against it.</summary>
public class SpdxLicenseListTests
{
    [Fact]
    public void Has_a_version_and_all_sections()
    {
        var list = SpdxLicenseList.Shared;

        Assert.Matches(@"^\d+\.\d+(\.\d+)?$", list.Version);
        Assert.Equal(list.Version, SpdxExpression.LicenseListVersion);
        Assert.True(list.Entries.Count(entry => !entry.IsException) > 700);
        Assert.True(list.Entries.Count(entry => entry.IsException) > 80);
    }

    [Fact]
    public void Entries_are_read_with_their_flags_and_names()
    {
        var list = SpdxLicenseList.Shared;

        Assert.Equal(new SpdxLicenseListEntry("MIT", false, false, "MIT License"), list.Find("mit"));
        Assert.Equal(new SpdxLicenseListEntry("GPL-3.0", false, true, "GNU General Public License v3.0 only"), list.Find("GPL-3.0"));
        Assert.Equal(new SpdxLicenseListEntry("LLVM-exception", true, false, ""), list.Find("llvm-EXCEPTION"));
        Assert.Null(list.Find("Frobnicate"));
    }

    [Fact]
    public void Every_identifier_parses_as_itself() => Assert.All(SpdxLicenseList.Shared.Entries, entry =>
    {
        var text = entry.IsException ? $"MIT WITH {entry.Id}" : entry.Id;
        Assert.Equal(text, SpdxExpression.Parse(text.ToLowerInvariant()).Expression?.ToString());
    });

    [Fact]
    public void Every_full_name_that_is_one_licence_suggests_it()
    {
        var current = SpdxLicenseList.Shared.Entries.Where(entry => entry is { IsException: false, IsDeprecated: false, Name.Length: > 0 });
        var suggested = current.Count(entry => SpdxNames.Shared.Find(entry.Name).Id == entry.Id);

        // The rest share a name with another licence.
        Assert.True(suggested > 660, $"{suggested}");
    }

    [Theory]
    [InlineData("license-names.txt")]
    [InlineData("license-phrases.txt")]
    public void Files_written_by_hand_name_identifiers_of_the_list(string file)
    {
        var ids = LicensingData.Lines(file).SelectMany(line =>
            line[0] == '[' ? [line.Trim('[', ']')]
            : line.IndexOfAny(['=', '?']) is var sign and > 0 ? line[(sign + 1)..].Split(' ', StringSplitOptions.RemoveEmptyEntries)
            : []);

        Assert.All(ids, id => Assert.Equal(id, SpdxLicenseList.Shared.Find(id)?.Id));
    }
}
