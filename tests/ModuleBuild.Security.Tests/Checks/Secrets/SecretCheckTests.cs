using ModuleBuild.Core.Diagnostics;
using ModuleBuild.Security.Checks;

namespace ModuleBuild.Security.Tests.Checks.Secrets;

public sealed class SecretCheckTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("modulebuild-test-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void Secret_is_never_shown_whole()
    {
        var secret = "sk_live_" + Planted.Draw(24, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789");
        var path = Path.Combine(_folder.FullName, "appsettings.json");
        File.WriteAllText(path, "{\n  \"Payment\": \"" + secret + "\"\n}\n");

        var finding = Assert.Single(Run(new PackedFile(path, "content/appsettings.json", "appsettings.json")));

        Assert.Equal("MB2009", finding.Code);
        Assert.Equal(new SourceLocation("appsettings.json", 2, 15), finding.Location);
        Assert.Contains("'sk_l…', 32 characters", finding.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(secret[..5], finding.Message + finding.Subject, StringComparison.Ordinal);
    }

    [Fact]
    public void File_that_is_gone_is_nobody_s_secret() =>
        Assert.Empty(Run(new PackedFile(Path.Combine(_folder.FullName, "none.json"), "none.json")));

    [Fact]
    public void Many_files_have_their_findings_in_the_order_of_their_names()
    {
        var files = Enumerable.Range(0, 300).Select(i => FormattableString.Invariant($"{(i * 7) % 300:D3}.txt")).Select(name =>
        {
            var path = Path.Combine(_folder.FullName, name);
            File.WriteAllText(path, "ghp_" + Planted.Draw(36, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"));
            return new PackedFile(path, name, name);
        });

        var found = Run([.. files]).Select(finding => finding.Location.File).ToArray();

        Assert.Equal(300, found.Length);
        Assert.Equal(found.Order(StringComparer.Ordinal), found);
    }

    private static IEnumerable<Finding> Run(params PackedFile[] files) => SecurityChecks.Run(
        new SecurityCheckInput { Place = new SourceLocation("module.json"), Files = [.. files] },
        TestContext.Current.CancellationToken);
}
