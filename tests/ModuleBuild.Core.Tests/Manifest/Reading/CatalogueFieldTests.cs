namespace ModuleBuild.Core.Tests.Manifest.Reading;

/// <summary>MB0013, MB0015, MB0020 and MB0022 of the fields that describe the module.</summary>
public sealed class CatalogueFieldTests
{
    private const string SummaryAdvice = "Write one line of 10 to 140 characters; what needs more room belongs in 'description'.";

    [Theory]
    [InlineData("Too short", "has 9 characters")]
    [InlineData("The first line.\\nThe second line.", "has 2 lines")]
    [InlineData("The first line.\\r\\nThe second line.\\rThe third.", "has 3 lines")]
    public void Summaries(string summary, string problem) => SmallManifest.Finds(
        $"\"summary\": \"{summary}\"", $"4,14 MB0013 The summary {problem}. {SummaryAdvice}", "/summary", null);

    [Fact]
    public void A_break_at_the_end_of_a_summary_is_deleted() => SmallManifest.Finds(
        "\"summary\": \"Imports orders.\\r\\n\"",
        $"4,14 MB0013 The summary ends with a line break. {SummaryAdvice}",
        "/summary",
        "\"summary\": \"Imports orders.\"");

    [Fact]
    public void A_summary_that_is_too_long_is_kept_all_the_same()
    {
        var field = $"\"summary\": \"{new string('a', 141)}\"";

        SmallManifest.Finds(field, $"4,14 MB0013 The summary has 141 characters. {SummaryAdvice}", "/summary", null);
        Assert.Equal(141, SmallManifest.Read(field).Document!.Manifest.Summary.Length);
    }

    [Theory]
    [InlineData("\"categories\": [\"commerce\"]", "8,18 MB0015 Category 'commerce' is not in the list. Nearest: 'Commerce'.", "/categories/0", "\"categories\": [\"Commerce\"]")]
    [InlineData("\"categories\": [\"Commerces\"]", "8,18 MB0015 Category 'Commerces' is not in the list. Nearest: 'Commerce'.", "/categories/0", null)]
    [InlineData("\"categories\": [\"Xyz\"]", "8,18 MB0015 Category 'Xyz' is not in the list. The list: Analytics, Authentication, Automation, Commerce, Communication, Data, Developer, Integration, Media, Monitoring, Reporting, Security, Storage, Workflow, Other.", "/categories/0", null)]
    [InlineData("\"categories\": [\"Data\", \"Media\", \"Other\", \"Storage\"]", "8,17 MB0022 'categories' is a list of 4; expected at most 3 entries.", "/categories", null)]
    [InlineData("\"categories\": [\"Data\", \"Data\"]", "8,26 MB0027 'categories' lists \"Data\" twice. Keep one.", "/categories/1", "\"categories\": [\"Data\"]")]
    [InlineData("\"categories\": \"Data\"", "8,17 MB0020 'categories' is the string \"Data\"; expected an array of strings.", "/categories", "\"categories\": [\"Data\"]")]
    public void Categories(string field, string said, string subject, string? mended) => SmallManifest.Finds(field, said, subject, mended);

    [Theory]
    [InlineData("\"tags\": [\"My Tag\"]", "8,12 MB0022 'tags[0]' is \"My Tag\"; expected a word of 2 to 30 lower-case letters, digits and '-'.", "/tags/0", "\"tags\": [\"my-tag\"]")]
    [InlineData("\"tags\": [\"a\"]", "8,12 MB0022 'tags[0]' is \"a\"; expected a word of 2 to 30 lower-case letters, digits and '-'.", "/tags/0", null)]
    [InlineData("\"tags\": [\"tag\\n\"]", "8,12 MB0022 'tags[0]' is \"tag\\n\"; expected a word of 2 to 30 lower-case letters, digits and '-'.", "/tags/0", "\"tags\": [\"tag\"]")]
    [InlineData("\"tags\": [1]", "8,12 MB0020 'tags[0]' is the number 1; expected a string.", "/tags/0", "\"tags\": [\"1\"]")]
    [InlineData("\"tags\": [null]", "8,12 MB0020 'tags[0]' is null; expected a string.", "/tags/0", null)]
    [InlineData("\"tags\": {}", "8,11 MB0020 'tags' is an empty object; expected an array of strings.", "/tags", null)]
    [InlineData("\"tags\": [\"aa\", \"bb\", \"aa\", \"cc\"]", "8,24 MB0027 'tags' lists \"aa\" twice. Keep one.", "/tags/2", "\"tags\": [\"aa\", \"bb\", \"cc\"]")]
    public void Tags(string field, string said, string subject, string? mended) => SmallManifest.Finds(field, said, subject, mended);

    [Theory]
    [InlineData("\"name\": \"A\"", "3,11 MB0022 'name' is 1 character long; expected at least 2 characters.", "/name", null)]
    [InlineData("\"name\": \" \"", "3,11 MB0022 'name' is blank; expected a name of 2 to 64 characters.", "/name", null)]
    [InlineData("\"summary\": \"\"", "4,14 MB0022 'summary' is empty; expected one line of 10 to 140 characters.", "/summary", null)]
    [InlineData("\"summary\": \"            \"", "4,14 MB0022 'summary' is blank; expected one line of 10 to 140 characters.", "/summary", null)]
    [InlineData("\"name\": [\"Orders\"]", "3,11 MB0020 'name' is an array; expected a string.", "/name", null)]
    [InlineData("\"name\": null", "3,11 MB0020 'name' is null; expected a value.", "/name", null)]
    [InlineData("\"description\": null", "8,18 MB0020 'description' is null; expected a value, or no such field at all.", "/description", "")]
    [InlineData("\"description\": \"\"", "8,18 MB0022 'description' is empty; expected Markdown of at most 4000 characters.", "/description", null)]
    [InlineData("\"authors\": [\"\"]", "8,15 MB0022 'authors[0]' is empty; expected text.", "/authors/0", null)]
    [InlineData("\"authors\": [7]", "8,15 MB0020 'authors[0]' is the number 7; expected a name, or an object with \"name\".", "/authors/0", null)]
    [InlineData("\"authors\": [{\"name\": \"Ada\", \"email\": \"ada\"}]", "8,40 MB0022 'authors[0].email' is \"ada\"; expected an address such as \"team@example.com\".", "/authors/0/email", null)]
    [InlineData("\"license\": 5", "5,14 MB0020 'license' is the number 5; expected an SPDX expression such as \"MIT\", or {\"file\": \"LICENSE.txt\"}.", "/license", null)]
    [InlineData("\"license\": \"\"", "5,14 MB0022 'license' is empty; expected an SPDX expression such as \"MIT\".", "/license", null)]
    [InlineData("\"screenshots\": [{\"path\": \"a.png\"}]", "8,19 MB0003 Required field 'screenshots[0].alt' is missing. Add \"alt\": what the picture shows, for those who cannot see it.", "/screenshots/0/alt", null)]
    [InlineData("\"metadata\": {\"build\": 7}", "8,25 MB0020 'metadata.build' is the number 7; expected a string.", "/metadata/build", "\"metadata\": {\"build\": \"7\"}")]
    [InlineData("\"metadata\": {\"ci\": false}", "8,22 MB0020 'metadata.ci' is false; expected a string.", "/metadata/ci", "\"metadata\": {\"ci\": \"false\"}")]
    [InlineData("\"metadata\": {\"a/b\": []}", "8,23 MB0020 'metadata.a/b' is an empty array; expected a string.", "/metadata/a~1b", null)]
    public void Others(string field, string said, string subject, string? mended) => SmallManifest.Finds(field, said, subject, mended);

    [Fact]
    public void A_file_of_another_kind_of_value_is_told_as_such()
    {
        var reading = Core.Manifest.ManifestReader.Read("module.json", "  [1]"u8.ToArray());

        Assert.Null(reading.Document);
        Assert.Equal(["'module.json' is an array; expected an object."], reading.Findings.Select(finding => finding.Message));
        Assert.Equal((1, 3), (reading.Findings[0].Location.Line, reading.Findings[0].Location.Column));
    }
}
