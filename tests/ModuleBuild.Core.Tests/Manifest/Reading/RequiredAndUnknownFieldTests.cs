using System.Text;
using ModuleBuild.Core.Manifest;

namespace ModuleBuild.Core.Tests.Manifest.Reading;

/// <summary>MB0003, MB0004, MB0005.</summary>
public sealed class RequiredAndUnknownFieldTests
{
    [Fact]
    public void The_smallest_manifest_has_no_finding() => Assert.Empty(SmallManifest.Say(""));

    [Fact]
    public void All_that_is_missing_is_told_at_the_brace_in_one_run()
    {
        var findings = ManifestReader.Read("module.json", "\n  {}"u8.ToArray()).Findings;

        Assert.Equal(
            [
                "Required field 'manifestVersion' is missing. Add \"manifestVersion\": 1.",
                "Required field 'name' is missing. Add \"name\": the module's name for people, 2 to 64 characters.",
                "Required field 'summary' is missing. Add \"summary\": one line, 10 to 140 characters.",
                "Required field 'license' is missing. Add \"license\": an SPDX expression such as \"MIT\", or {\"file\": \"LICENSE.txt\"}.",
                "Required field 'host' is missing. Add \"host\": the package id of each host with a version range, for example {\"Acme.Gateway\": \"[8.3,9.0)\"}.",
                "Required field 'entryPoints' is missing. Add \"entryPoints\": for example [{\"scope\": \"server\", \"type\": \"Acme.Orders.OrdersModule\"}].",
            ],
            findings.Select(finding => finding.Message));
        Assert.All(findings, finding => Assert.Equal(("MB0003", 2, 3), (finding.Code, finding.Location.Line, finding.Location.Column)));
        Assert.Equal("/manifestVersion", findings[0].Subject);
        Assert.Equal(["/manifestVersion"], findings.Where(finding => finding.Fix is not null).Select(finding => finding.Subject));
    }

    [Theory]
    [InlineData("{}", "{\"manifestVersion\": 1}")]
    [InlineData("{\n  \"name\": \"A B\"\n}", "{\n  \"manifestVersion\": 1,\n  \"name\": \"A B\"\n}")]
    [InlineData("{\"name\": \"A B\"}", "{\"manifestVersion\": 1, \"name\": \"A B\"}")]
    [InlineData("{\r\n\t\"name\": \"A B\"}", "{\r\n\t\"manifestVersion\": 1,\r\n\t\"name\": \"A B\"}")]
    public void The_manifests_version_is_added_in_the_style_of_the_file(string text, string mended)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        var findings = ManifestReader.Read("module.json", bytes).Findings;

        Assert.Equal(mended, Encoding.UTF8.GetString(Core.Diagnostics.FixApplier.Apply(bytes, findings).Content));
    }

    [Theory]
    [InlineData("\"entryPoints\": [{\"scope\": \"server\"}]", "7,19 MB0003 Required field 'entryPoints[0].type' is missing. Add \"type\": the full name of a public class with Configure(IHostApplicationBuilder).", "/entryPoints/0/type")]
    [InlineData("\"license\": {}", "5,14 MB0003 Required field 'license.file' is missing. Add \"file\": the path of the licence file, for example \"LICENSE.txt\".", "/license/file")]
    [InlineData("\"dependencies\": {\"Acme.Mail\": {\"kind\": \"peer\"}}", "8,33 MB0003 Required field 'dependencies.Acme.Mail.version' is missing. Add \"version\": a NuGet version range such as \"[2.1,3.0)\".", "/dependencies/Acme.Mail/version")]
    public void Inside_of_other_objects(string field, string said, string subject) => SmallManifest.Finds(field, said, subject, null);

    [Theory]
    [InlineData("\"permisions\": {\"required\": [\"network:dns\"]}", "8,3 MB0004 Unknown field 'permisions'. Did you mean 'permissions'? A field of your own starts with 'x-'.", "/permisions", "\"permissions\": {\"required\": [\"network:dns\"]}")]
    [InlineData("\"Icon\": \"a.png\"", "8,3 MB0004 Unknown field 'Icon'. Did you mean 'icon'? A field of your own starts with 'x-'.", "/Icon", "\"icon\": \"a.png\"")]
    [InlineData("\"hosts\": {}", "8,3 MB0004 Unknown field 'hosts'. Did you mean 'host'? A field of your own starts with 'x-'.", "/hosts", null)]
    [InlineData("\"zebra\": 1", "8,3 MB0004 Unknown field 'zebra'. Delete it; a field of your own starts with 'x-'.", "/zebra", null)]
    [InlineData("\"X-own\": 1", "8,3 MB0004 Unknown field 'X-own'. Delete it; a field of your own starts with 'x-'.", "/X-own", null)]
    [InlineData("\"a\\nb\": 1", "8,3 MB0004 Unknown field 'a\\nb'. Delete it; a field of your own starts with 'x-'.", "/a\nb", null)]
    [InlineData("\"sandbox\": {\"isolation\": \"none\", \"lvl\": 1}", "8,36 MB0004 Unknown field 'sandbox.lvl'. Known here: 'isolation'.", "/sandbox/lvl", null)]
    [InlineData("\"lifecycle\": {\"starttimeout\": \"00:00:03\"}", "8,17 MB0004 Unknown field 'lifecycle.starttimeout'. Did you mean 'startTimeout'?", "/lifecycle/starttimeout", "\"lifecycle\": {\"startTimeout\": \"00:00:03\"}")]
    public void Unknown(string field, string said, string subject, string? mended) => SmallManifest.Finds(field, said, subject, mended);

    [Fact]
    public void A_slip_in_a_required_name_is_not_told_as_missing_too_and_its_value_is_read()
    {
        var text = SmallManifest.With("").Replace("\"license\"", "\"licence\"", StringComparison.Ordinal);
        var reading = ManifestReader.Read("module.json", Encoding.UTF8.GetBytes(text));

        Assert.Equal(["Unknown field 'licence'. Did you mean 'license'? A field of your own starts with 'x-'."], reading.Findings.Select(finding => finding.Message));
        Assert.Equal("MIT", reading.Document!.Manifest.License!.Expression);
    }

    [Fact]
    public void A_slip_beside_the_right_name_is_not_renamed() => SmallManifest.Finds(
        "\"licence\": \"MIT\"", "8,3 MB0004 Unknown field 'licence'. Did you mean 'license'? A field of your own starts with 'x-'.", "/licence", null);

    [Theory]
    [InlineData("2", "2,22 MB0005 'manifestVersion' 2 is not supported; this tool knows version 1. Update ModuleBuild.")]
    [InlineData("1e99", "2,22 MB0005 'manifestVersion' 1e99 is not supported; this tool knows version 1. Update ModuleBuild.")]
    [InlineData("1e999", "2,22 MB0005 'manifestVersion' 1e999 is not supported; this tool knows version 1. Update ModuleBuild.")]
    [InlineData("0", "2,22 MB0005 'manifestVersion' 0 is not supported; this tool knows version 1. Write 1.")]
    [InlineData("-1", "2,22 MB0005 'manifestVersion' -1 is not supported; this tool knows version 1. Write 1.")]
    [InlineData("1.5", "2,22 MB0005 'manifestVersion' 1.5 is not supported; this tool knows version 1. Write 1.")]
    public void Other_versions(string version, string said) => SmallManifest.Finds($"\"manifestVersion\": {version}", said, "/manifestVersion", null);

    [Fact]
    public void The_version_as_a_string_is_rewritten() => SmallManifest.Finds(
        "\"manifestVersion\": \"1\"", "2,22 MB0020 'manifestVersion' is the string \"1\"; expected the number 1.", "/manifestVersion", "\"manifestVersion\": 1");

    [Fact]
    public void Of_a_newer_version_nothing_else_is_judged_and_nothing_is_read()
    {
        var reading = ManifestReader.Read("module.json", "{\"manifestVersion\": 2, \"new\": 1}"u8.ToArray());

        Assert.Equal(["MB0005"], reading.Findings.Select(finding => finding.Code));
        Assert.Null(reading.Document);
    }
}
