using System.Text;
using ModuleBuild.Core.Resolution.Packages;
using ModuleBuild.Security.Checks.Osv;
using NuGet.Versioning;

namespace ModuleBuild.Security.Tests.Checks.Osv;

public sealed class OsvReaderTests
{
    private const string Json = """
        {
          "schema_version": "1.6.0", "id": "GHSA-5crp-9r3c-p9vr", "aliases": ["CVE-2024-21907"], "modified": "2024-01-01T00:00:00Z",
          "severity": [{ "type": "CVSS_V3", "score": "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:N/I:N/A:H" }],
          "affected": [
            {
              "package": { "ecosystem": "NuGet", "name": "Newtonsoft.Json" },
              "ranges": [{ "type": "ECOSYSTEM", "events": [{ "introduced": "0" }, { "fixed": "13.0.1" }] }],
              "versions": ["99.0.0"]
            },
            { "package": { "ecosystem": "npm", "name": "json" }, "versions": ["1.0.0"] }
          ]
        }
        """;

    [Theory]
    [InlineData("12.0.3", true)]
    [InlineData("13.0.1-beta2", true)]
    [InlineData("13.0.1", false)]
    [InlineData("99.0", true)]
    public void Range_and_list_of_versions_are_read_as_NuGet_orders_versions(string version, bool isAffected)
    {
        var affected = Assert.Single(OsvReader.Read(Encoding.UTF8.GetBytes(Json)).Affected);

        Assert.Equal(isAffected, affected.For(NuGetVersion.Parse(version)) is not null);
    }

    [Fact]
    public void Severity_aliases_and_first_fixed_version_are_told()
    {
        var advisory = OsvReader.Read(Encoding.UTF8.GetBytes(Json)).Affected.Single().For(NuGetVersion.Parse("12.0.3"))!;

        Assert.Equal(("GHSA-5crp-9r3c-p9vr", AdvisorySeverity.High, "13.0.1"), (advisory.Id, advisory.Severity, advisory.FirstFixed!.ToString()));
        Assert.Equal(["CVE-2024-21907"], advisory.Aliases);
    }

    [Theory]
    [InlineData("""[{ "introduced": "1.0.0" }, { "fixed": "1.4.0" }, { "introduced": "2.0.0" }, { "fixed": "2.3.0" }]""", "2.1.0", true, "2.3.0")]
    [InlineData("""[{ "fixed": "2.3.0" }, { "introduced": "2.0.0" }, { "fixed": "1.4.0" }, { "introduced": "1.0.0" }]""", "1.5.0", false, null)]
    [InlineData("""[{ "introduced": "1.0.0" }, { "last_affected": "1.4.0" }]""", "1.4.0", true, null)]
    [InlineData("""[{ "introduced": "1.0.0" }, { "last_affected": "1.4.0" }]""", "1.4.1", false, null)]
    [InlineData("""[{ "introduced": "0" }, { "limit": "2.0.0" }]""", "2.0.0", false, null)]
    [InlineData("""[{ "introduced": "0" }, { "limit": "*" }]""", "2.0.0", true, null)]
    [InlineData("""[{ "introduced": "0" }]""", "0.0.1-alpha", true, null)]
    public void Events_are_evaluated_as_OSV_says(string events, string version, bool isAffected, string? firstFixed)
    {
        var json = $$"""{ "id": "X", "affected": [{ "package": { "ecosystem": "NuGet", "name": "A" }, "ranges": [{ "type": "SEMVER", "events": {{events}} }] }] }""";
        var advisory = OsvReader.Read(Encoding.UTF8.GetBytes(json)).Affected.Single().For(NuGetVersion.Parse(version));

        Assert.Equal(isAffected, advisory is not null);
        Assert.Equal(firstFixed, advisory?.FirstFixed?.ToString());
    }

    [Theory]
    [InlineData("", "it is not valid JSON")]
    [InlineData("{}", "it holds something that is no advisory: 'id' is missing")]
    [InlineData("""{ "id": "\ud800" }""", "it is not valid JSON")]
    [InlineData("""{ "id": "X", "affected": [{ "package": { "ecosystem": "NuGet" } }] }""", "X does not name its package")]
    [InlineData("""{ "id": "X", "affected": [{ "package": { "ecosystem": "NuGet", "name": "A" }, "versions": ["soon"] }] }""", "X gives versions of 'A' that are no NuGet versions")]
    public void What_cannot_be_understood_is_told(string json, string problem) =>
        Assert.Equal([problem], OsvReader.Read(Encoding.UTF8.GetBytes(json)).Problems);

    [Fact]
    public void Advisory_that_was_withdrawn_concerns_nobody() =>
        Assert.Empty(OsvReader.Read(Encoding.UTF8.GetBytes(Json.Replace("\"modified\"", "\"withdrawn\"", StringComparison.Ordinal))).Affected);

    [Theory]
    [InlineData("CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H", 9.8)]
    [InlineData("CVSS:3.1/AV:N/AC:L/PR:N/UI:R/S:C/C:L/I:L/A:N", 6.1)]
    [InlineData("CVSS:3.0/AV:L/AC:H/PR:H/UI:R/S:U/C:L/I:N/A:N", 1.8)]
    [InlineData("CVSS:4.0/AV:N", null)]
    [InlineData("CVSS:3.1/AV:N/AC:L", null)]
    public void Base_score_is_that_of_the_specification(string vector, double? score) => Assert.Equal(score, CvssVector.BaseScoreOf(vector));

    [Fact]
    public void Any_bytes_are_read()
    {
        var random = new Random(11);
        for (var i = 0; i < 10_000; i++)
        {
            var bytes = Encoding.UTF8.GetBytes(Json);
            for (var change = random.Next(1, 8); change > 0; change--)
            {
                bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
            }

            foreach (var affected in OsvReader.Read(bytes.AsMemory(0, random.Next(10) == 0 ? random.Next(bytes.Length) : bytes.Length)).Affected)
            {
                affected.For(NuGetVersion.Parse("1.2.3"));
            }
        }
    }

    [Fact]
    public void Deep_nesting_is_no_advisory() =>
        Assert.Equal(["it is not valid JSON"], OsvReader.Read(Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("{\"affected\":[", 10_000)))).Problems);
}
