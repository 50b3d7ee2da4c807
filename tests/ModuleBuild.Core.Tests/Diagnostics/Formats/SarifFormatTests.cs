using System.Text.Json;
using ModuleBuild.Core.Capabilities;
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
    public void A_finding_without_a_file_is_at_the_root_of_the_sources()
    {
        using var log = Parse([Sample.Error with { Location = SourceLocation.None }], []);

        var artifact = Results(log)[0].GetProperty("locations")[0].GetProperty("physicalLocation").GetProperty("artifactLocation");
        Assert.Equal((".", "SRCROOT"), (artifact.GetProperty("uri").GetString(), artifact.GetProperty("uriBaseId").GetString()));
    }

    [Fact]
    public void Calls_become_a_code_flow_whose_places_are_the_modules_own_sources()
    {
        var path = new[]
        {
            new CallStep("Acme.Orders", "Acme.Orders.Importer.Run()", "src/Importer.cs", 41),
            new CallStep("Acme.Http", "Acme.Http.Client.Get()", "src/Client.cs", 7),
            new CallStep("System.Net.Http", "System.Net.Http.HttpClient.GetAsync(String)"),
        };
        using var log = Parse([Sample.Error with { Path = [.. path] }], []);

        var locations = Results(log)[0].GetProperty("codeFlows")[0].GetProperty("threadFlows")[0].GetProperty("locations").EnumerateArray().ToList();

        Assert.Equal(
            ["Acme.Orders.Importer.Run()", "Acme.Http.Client.Get()", "System.Net.Http.HttpClient.GetAsync(String)"],
            locations.Select(at => at.GetProperty("location").GetProperty("logicalLocations")[0].GetProperty("fullyQualifiedName").GetString()));
        var place = locations[0].GetProperty("location").GetProperty("physicalLocation");
        Assert.Equal(("src/Importer.cs", 41), (place.GetProperty("artifactLocation").GetProperty("uri").GetString(), place.GetProperty("region").GetProperty("startLine").GetInt32()));
        Assert.All(locations.Skip(1), at => Assert.False(at.GetProperty("location").TryGetProperty("physicalLocation", out _)));
    }

    [Theory]
    [InlineData("D:\\a\\1\\s\\Importer.cs")]
    [InlineData("/agent/work/Importer.cs")]
    public void Places_on_another_machine_are_not_told(string file)
    {
        var log = FindingFormats.Sarif([Sample.Error with { Path = [new CallStep("A", "A.Run()", file, 3)] }], [], Sample.Root, "1.2.3");

        Assert.DoesNotContain("Importer", log, StringComparison.Ordinal);
    }

    [Fact]
    public void Accepted_finding_has_the_reason_as_its_justification()
    {
        using var log = Parse([], [Sample.Error with { Justification = "Waits for 3.0." }]);

        Assert.Equal("Waits for 3.0.", Results(log)[0].GetProperty("suppressions")[0].GetProperty("justification").GetString());
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
