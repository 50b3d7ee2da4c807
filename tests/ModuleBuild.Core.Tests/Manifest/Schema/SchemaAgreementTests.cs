using System.Text;
using System.Text.Json.Nodes;
using ModuleBuild.Core.Manifest;
using ModuleBuild.Core.Tests.Manifest.Robustness;

namespace ModuleBuild.Core.Tests.Manifest.Schema;

public sealed class SchemaAgreementTests
{
    [Fact]
    public void The_schema_accepts_what_the_reader_accepts()
    {
        var schema = new SchemaValidation();
        var accepted = 0;
        var refused = 0;

        Mutations.CheckReadable(3_000, bytes =>
        {
            if (ManifestReader.Read("module.json", bytes).Findings.IsEmpty)
            {
                accepted++;
                Assert.True(schema.Accepts(JsonNode.Parse(bytes)), Encoding.UTF8.GetString(bytes));
            }
            else
            {
                refused++;
            }
        });

        Assert.True(accepted > 300, $"Only {accepted} were accepted: the property says too little.");
        Assert.True(refused > 300, $"Only {refused} were refused: the property says too little.");
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("{\"manifestVersion\": 2}")]
    public void It_refuses_at_all(string text) => Assert.False(new SchemaValidation().Accepts(JsonNode.Parse(text)));

    [Fact]
    public void It_accepts_the_maximal_manifest() => Assert.True(new SchemaValidation().Accepts(ManifestEdit.Parse()));
}
