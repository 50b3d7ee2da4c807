using ModuleBuild.Core.Diagnostics;
using ModuleBuild.Core.Diagnostics.Formats;

namespace ModuleBuild.Core.Tests.Diagnostics.Formats;

public sealed class GitHubFormatTests
{
    [Fact]
    public void A_finding_in_a_file() =>
        Assert.Equal(
            "::error file=src/module.json,line=9,col=3,title=MB0004%3A Unknown field::Unknown field 'x'.",
            FindingFormats.GitHub(Sample.Error, Sample.Root));

    [Fact]
    public void A_finding_about_a_whole_file() =>
        Assert.Equal(
            "::warning file=module.json,title=MB0018%3A No link to the repository::No 'links.repository'.",
            FindingFormats.GitHub(Sample.Warning, Sample.Root));

    [Fact]
    public void A_note_is_a_notice() =>
        Assert.Equal(
            "::notice file=module.json,line=2,col=1,title=MB0019%3A Field holds its default::'loadAfter' holds its default.",
            FindingFormats.GitHub(Sample.Note, Sample.Root));

    [Fact]
    public void A_finding_without_a_file() =>
        Assert.Equal(
            "::error title=MB0004%3A Unknown field::Unknown field 'x'.",
            FindingFormats.GitHub(Sample.Error with { Location = SourceLocation.None }, Sample.Root));

    [Fact]
    public void A_file_elsewhere_keeps_its_path()
    {
        var path = Path.GetFullPath(Path.Combine(Sample.Root, "..", "else", "module.json"));

        Assert.StartsWith(
            $"::error file={path.Replace(":", "%3A", StringComparison.Ordinal)},line=1,",
            FindingFormats.GitHub(Sample.Error with { Location = new(path, 1, 1) }, Sample.Root),
            StringComparison.Ordinal);
    }

    [Fact]
    public void Nothing_in_a_message_or_a_name_ends_the_command()
    {
        var finding = Sample.Error with
        {
            Message = "100% of\r\n::error::it, a:b\u001b[0m\r.",
            Location = Sample.At("a,b:c%\nd.json", 1, 1),
        };

        Assert.Equal(
            @"::error file=a%2Cb%3Ac%25\nd.json,line=1,col=1,title=MB0004%3A Unknown field::100%25 of%0A::error::it, a:b\u001b[0m\r.",
            FindingFormats.GitHub(finding, Sample.Root));
    }
}
