using System.Text;
using System.Text.RegularExpressions;
using ModuleBuild.Packaging.Sbom;
using ModuleBuild.Packaging.Sbom.CycloneDx;

namespace ModuleBuild.Packaging.Tests.Sbom;

/// <summary>The serial number follows from the content.</summary>
public sealed partial class SerialNumberTests
{
    [Fact]
    public void Name_based_uuid_is_that_of_the_rfc() =>
        // RFC 9562, appendix A.4: www.example.com in the name space of DNS.
        Assert.Equal(
            new Guid("2ed6657d-e927-568b-95e1-2665a8aea6a2"),
            BomWriter.NameBased(new Guid("6ba7b810-9dad-11d1-80b4-00c04fd430c8"), "www.example.com"u8));

    [Fact]
    public void Serial_number_can_be_computed_from_the_document()
    {
        using var scenario = new SbomScenario();
        SbomScenarios.Complete(scenario);
        var text = Encoding.UTF8.GetString(SbomBuilder.Build(scenario.Request).Document!);

        var serial = Assert.Single(Serial().Matches(text)).Groups[1].Value;
        var content = text.Replace(serial, Guid.Empty.ToString(), StringComparison.Ordinal);
        var space = BomWriter.NameBased(new Guid("6ba7b811-9dad-11d1-80b4-00c04fd430c8"), "https://github.com/modulebuild/modulebuild"u8);

        Assert.Equal(new Guid(serial), BomWriter.NameBased(space, Encoding.UTF8.GetBytes(content)));
    }

    [Fact]
    public void Other_content_gives_another_serial_number()
    {
        using var scenario = new SbomScenario();
        scenario.Files = [scenario.AddFile("README.md", "one")];
        var one = (string)scenario.Build()["serialNumber"]!;
        scenario.Files = [scenario.AddFile("README.md", "two")];

        Assert.NotEqual(one, (string)scenario.Build()["serialNumber"]!);
    }

    [GeneratedRegex("\"serialNumber\": \"urn:uuid:([0-9a-f-]{36})\"")]
    private static partial Regex Serial();
}
