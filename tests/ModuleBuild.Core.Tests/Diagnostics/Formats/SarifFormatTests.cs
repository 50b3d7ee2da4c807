using System.Text.Json;
using ModuleBuild.Core.Diagnostics;
using ModuleBuild.Core.Diagnostics.Formats;
using ModuleBuild.Testing;

namespace ModuleBuild.Core.Tests.Diagnostics.Formats;

public sealed class SarifFormatTests
{
    [Fact]
    public void The_whole_log()
    {
        var log = FindingFormats.Sarif([Sample.Fixable, Sample.Warning], [Sample.Error], Sample.Root, "1.2.3");

        Assert.Equal(ApprovedFile.Expect("findings.sarif", log), log);
    }

    [Fact]
    public void A_log_without_accepted_findings_says_nothing_of_suppressions()
    {
        using var log = Parse([Sample.Error], []);

        Assert.False(Results(log)[0].TryGetProperty("suppressions", out _));
    }

    [Fact]
    public void The_log_tells_nothing_of_the_machine() =>
        Assert.DoesNotContain("/dev/", FindingFormats.Sarif([Sample.Fixable, Sample.Warning], [Sample.Error], Sample.Root, "1.2.3"), StringComparison.Ordinal);

    [Fact]
    public void Fingerprints_do_not_depend_on_line_and_message()
    {
        var moved = Sample.Error with { Message = "Other words.", Location = Sample.At("src/module.json", 400, 1) };

        Assert.Equal(Fingerprint(Sample.Error), Fingerprint(moved));
    }

    [Fact]
    public void Fingerprints_depend_on_code_file_and_subject()
    {
        var all = new[]
        {
            Sample.Error,
            Sample.Error with { Descriptor = DiagnosticCatalog.WrongType },
            Sample.Error with { Location = Sample.At("module.json", 9, 3) },
            Sample.Error with { Subject = "/y" },
        };

        Assert.Equal(4, all.Select(Fingerprint).Distinct().Count());
    }

    [Fact]
    public void Equal_findings_are_counted_for_GitHub()
    {
        using var log = Parse([Sample.Error, Sample.Error], []);

        Assert.Equal(
            [":1", ":2"],
            Results(log).Select(result => result.GetProperty("partialFingerprints").GetProperty("primaryLocationLineHash").GetString()![32..]));
    }

    [Fact]
    public void A_file_elsewhere_has_an_absolute_address()
    {
        var path = Path.GetFullPath(Path.Combine(Sample.Root, "..", "else where", "module.json"));
        using var log = Parse([Sample.Error with { Location = new(path, 1, 1) }], []);

        var artifact = Results(log)[0].GetProperty("locations")[0].GetProperty("physicalLocation").GetProperty("artifactLocation");

        Assert.Equal(new Uri(path).AbsoluteUri, artifact.GetProperty("uri").GetString());
        Assert.False(artifact.TryGetProperty("uriBaseId", out _));
    }

    [Fact]
    public void A_finding_without_a_file_has_no_location()
    {
        using var log = Parse([Sample.Error with { Location = SourceLocation.None }], []);

        Assert.False(Results(log)[0].TryGetProperty("locations", out _));
    }

    private static string Fingerprint(Finding finding)
    {
        using var log = Parse([finding], []);
        return Results(log)[0].GetProperty("partialFingerprints").GetProperty("codeFileSubject/v1").GetString()!;
    }

    private static JsonDocument Parse(Finding[] findings, Finding[] accepted) =>
        JsonDocument.Parse(FindingFormats.Sarif(findings, accepted, Sample.Root, "1.2.3"));

    private static JsonElement[] Results(JsonDocument log) => [.. log.RootElement.GetProperty("runs")[0].GetProperty("results").EnumerateArray()];
}
