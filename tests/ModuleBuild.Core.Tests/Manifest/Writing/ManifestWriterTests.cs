using System.Text;
using ModuleBuild.Core.Manifest;

namespace ModuleBuild.Core.Tests.Manifest.Writing;

public sealed class ManifestWriterTests
{
    [Fact]
    public void The_canonical_form_is_written_as_it_was_read()
    {
        var written = Encoding.UTF8.GetString(ManifestWriter.Write(MaximalManifest.Read()));

        Assert.Equal(MaximalManifest.Text, written);
    }

    [Fact]
    public void The_canonical_form_has_no_finding() => Assert.Empty(ManifestReader.Read("module.json", MaximalManifest.Bytes).Findings);

    [Fact]
    public void An_empty_manifest_is_its_version() =>
        Assert.Equal("{\n  \"manifestVersion\": 1\n}\n", Encoding.UTF8.GetString(ManifestWriter.Write(new ModuleManifest())));

    [Fact]
    public void A_licence_file_and_a_schema_file()
    {
        var manifest = new ModuleManifest
        {
            License = new License(null, "LICENSE.txt"),
            Configuration = new ModuleConfiguration("Acme", "config.schema.json", null, null),
        };

        Assert.Equal(
            """
            {
              "manifestVersion": 1,
              "license": {
                "file": "LICENSE.txt"
              },
              "configuration": {
                "section": "Acme",
                "schema": "config.schema.json"
              }
            }

            """,
            Encoding.UTF8.GetString(ManifestWriter.Write(manifest)));
    }
}
