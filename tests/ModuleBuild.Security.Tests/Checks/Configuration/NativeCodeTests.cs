using System.Text;
using ModuleBuild.Core.Diagnostics;
using ModuleBuild.Core.Manifest;
using ModuleBuild.Security.Checks;
using ModuleBuild.Testing;

namespace ModuleBuild.Security.Tests.Checks.Configuration;

public sealed class NativeCodeTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("[]", "native:load:foo")]
    [InlineData("[\"native:load:bar\", \"network:dns\"]", "native:load:foo")]
    [InlineData("[\"native:load:foo\"]", null)]
    [InlineData("[\"native:load:libfoo.so\"]", null)]
    [InlineData("[\"native:load\"]", null)]
    [InlineData("[\"native:pinvoke:*\"]", null)]
    public void Native_library_needs_its_permission(string permissions, string? missing)
    {
        var library = Path.Combine(_folder.Path, "libfoo.so");
        File.WriteAllBytes(library, "\u007FELF\u0002\u0001\u0001"u8.ToArray());

        var findings = Run(permissions, new PackedFile(library, "runtimes/linux-x64/native/libfoo.so.3"));

        Assert.Equal(missing is null ? [] : ["MB2015"], findings.Select(finding => finding.Code));
        Assert.All(findings, finding => Assert.Contains($"Declare '{missing}' with its reason", finding.Message, StringComparison.Ordinal));
    }

    [Fact]
    public void Assembly_of_NET_is_no_native_code() =>
        Assert.Empty(Run("[]", new PackedFile(typeof(NativeCodeTests).Assembly.Location, "lib/net10.0/ModuleBuild.Security.Tests.dll")));

    private static IReadOnlyList<Finding> Run(string permissions, PackedFile file)
    {
        var manifest = $$"""{ "permissions": { "required": {{permissions}} } }""";
        return SecurityChecks.Run(
            new SecurityCheckInput
            {
                Place = new SourceLocation("module.json"),
                Document = ManifestReader.Read("module.json", Encoding.UTF8.GetBytes(manifest)).Document,
                Files = [file],
            },
            TestContext.Current.CancellationToken);
    }
}
