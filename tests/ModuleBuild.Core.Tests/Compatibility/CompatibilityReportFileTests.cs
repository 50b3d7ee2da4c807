using System.Text;
using ModuleBuild.Core.Compatibility;
using NuGet.Versioning;

namespace ModuleBuild.Core.Tests.Compatibility;

public sealed class CompatibilityReportFileTests
{
    private static readonly CompatibilityReport Report = new(
        "Acme.Orders",
        "1.3.0",
        "net10.0",
        new ApiCompatibility(
            NuGetVersion.Parse("1.2.0"),
            null,
            [
                new ApiDifference("CP0002", true, "Acme.IOrderExporter.Export()", "removed", "M:Acme.IOrderExporter.Export"),
                new ApiDifference("CP0001", false, "Acme.Fresh<\"x\">", "added", "T:Acme.Fresh"),
            ]),
        [
            new HostCompatibility(
                "Acme.Gateway", true, "[8.3,9.0)", "8.3.0", 12, false,
                [
                    new ComparedVersion("8.3.0", [], [], ["Acme.Gateway.Old()"]),
                    new ComparedVersion("8.4.0", ["Acme.Gateway.Tags.Read(String)"], ["Acme.Orders.MyTag Acme.Gateway.ITag.Unit()"], []),
                ],
                ["8.5.0"]),
            new HostCompatibility("Acme.Base", false, "[1.0,2.0)", null, 0, true, [], []),
        ]);

    [Fact]
    public void What_was_written_is_read_and_says_which_version_is_needed()
    {
        var bytes = CompatibilityReportFile.Write(Report);

        var (read, findings) = CompatibilityReportFile.Read("module/compatibility.json", bytes);

        Assert.Empty(findings);
        Assert.Equal(bytes, CompatibilityReportFile.Write(read!));
        Assert.Equal("2.0.0", read!.Api.VersionNeeded!.ToNormalizedString());
        Assert.Equal([true, false], read.Hosts[0].Versions.Select(version => version.Works));
        Assert.Contains("\"versionNeeded\": \"2.0.0\"", Encoding.UTF8.GetString(bytes), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null)]
    [InlineData(NotComparedReason.Offline)]
    [InlineData(NotComparedReason.Unreachable)]
    [InlineData(NotComparedReason.Unusable)]
    public void Without_a_comparison_no_version_is_needed(NotComparedReason? reason)
    {
        var report = Report with { Api = new ApiCompatibility(null, reason, []), Hosts = [] };

        var (read, findings) = CompatibilityReportFile.Read("compatibility.json", CompatibilityReportFile.Write(report));

        Assert.Empty(findings);
        Assert.Equal((reason, (NuGetVersion?)null), (read!.Api.NotCompared, read.Api.VersionNeeded));
    }

    [Theory]
    [InlineData("", "")]
    [InlineData("{", "")]
    [InlineData("\"formatVersion\": 1", "\"formatVersion\": 2")]
    [InlineData("\"versionNeeded\": \"2.0.0\"", "\"versionNeeded\": \"1.3.0\"")]
    [InlineData("\"versionNeeded\": \"2.0.0\"", "\"versionNeeded\": null")]
    [InlineData("\"breaking\": true", "\"breaking\": false")]
    [InlineData("\"works\": true", "\"works\": false")]
    [InlineData("\"members\": 12", "\"members\": 1.5")]
    [InlineData("\"members\": 12", "\"members\": -1")]
    [InlineData("\"kind\": \"host\"", "\"kind\": \"guest\"")]
    [InlineData("\"notCompared\": null", "\"notCompared\": \"tired\"")]
    [InlineData("\"framework\"", "\"frame\"")]
    [InlineData("\"missing\": []", "\"missing\": [1]")]
    [InlineData("\"hosts\": [", "\"hosts\": [ 7,")]
    public void What_is_not_understood_is_refused(string find, string replacement)
    {
        var text = Encoding.UTF8.GetString(CompatibilityReportFile.Write(Report));
        var edited = find.Length == 0 ? find : text.Replace(find, replacement, StringComparison.Ordinal);

        var (report, findings) = CompatibilityReportFile.Read("compatibility.json", Encoding.UTF8.GetBytes(edited));

        Assert.Null(report);
        Assert.All(findings, finding => Assert.Equal("MB9008", finding.Code));
        Assert.NotEmpty(findings);
    }

    [Fact]
    public void Ten_thousand_mutations_end_well()
    {
        var bytes = CompatibilityReportFile.Write(Report);
        var random = new Random(3006);
        for (var round = 0; round < 10_000; round++)
        {
            var copy = bytes.ToArray();
            for (var count = random.Next(1, 5); count > 0; count--)
            {
                copy[random.Next(copy.Length)] = (byte)random.Next(256);
            }

            var (report, findings) = CompatibilityReportFile.Read("compatibility.json", copy);
            Assert.Equal(report is null, findings.Length > 0);
        }
    }
}
