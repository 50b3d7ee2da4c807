using ModuleBuild.Testing;
using ModuleBuild.Testing.Node;

namespace ModuleBuild.Packaging.Tests.Sbom;

/// <summary>The judge itself: it must be able to say no.</summary>
public sealed class SbomValidatorTests
{
    [Fact]
    public async Task Validator_tells_valid_documents_from_invalid_ones()
    {
        using var folder = new TemporaryFolder();
        var valid = folder.Write("valid.json", """{ "bomFormat": "CycloneDX", "specVersion": "1.7", "version": 1 }""");
        var unknownField = folder.Write("field.json", """{ "bomFormat": "CycloneDX", "specVersion": "1.7", "version": 1, "x": 2 }""");
        var unknownVersion = folder.Write("version.json", """{ "bomFormat": "CycloneDX", "specVersion": "9.9", "version": 1 }""");
        var notJson = folder.Write("text.json", "{");

        var errors = await SbomValidator.FindErrorsAsync([valid, unknownField, unknownVersion, notJson]);

        Assert.Equal([unknownField, unknownVersion, notJson], errors.Keys);
        Assert.Contains("must NOT have additional properties", errors[unknownField], StringComparison.Ordinal);
        Assert.Equal("specVersion \"9.9\" is not known", errors[unknownVersion]);
        Assert.Contains("SyntaxError", errors[notJson], StringComparison.Ordinal);
    }
}
