using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using ModuleBuild.Testing;

namespace ModuleBuild.Cli.Tests.Publishing;

/// <summary>Packages that NuGet's own tool signed, with a certificate that somebody made for himself.</summary>
public sealed class SignedPublishTests
{
    [Fact]
    public async Task Package_that_its_author_signed_passes_where_the_policy_asks_for_a_signature()
    {
        using var folder = new PublishFolder();
        await File.WriteAllTextAsync(folder["workspace/modulebuild.json"], """{ "release": { "publish": { "signature": true } } }""", TestContext.Current.CancellationToken);
        folder.Pack("_Acme.Signed");
        string[] publish = ["publish", "out/*.nupkg", "--source", "folder", "--store", "../store.git", "--no-symbols"];
        await folder.CreateStoreAsync();

        var unsigned = await folder.RunAsync(publish);
        await SignAsync(folder);
        var signed = await folder.RunAsync(publish);

        Assert.Equal(1, unsigned.ExitCode);
        Assert.Contains("MB6003", unsigned.Error, StringComparison.Ordinal);
        Assert.True(signed.ExitCode == 0, signed.Output + signed.Error);
        Assert.Equal(await File.ReadAllBytesAsync(folder["workspace/out/_Acme.Signed.1.0.0.nupkg"], TestContext.Current.CancellationToken), await File.ReadAllBytesAsync(folder["feed/_Acme.Signed.1.0.0.nupkg"], TestContext.Current.CancellationToken));
    }

    private static async Task SignAsync(PublishFolder folder)
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=Acme", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature, critical: false));
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid("1.3.6.1.5.5.7.3.3")], critical: false)); // code signing
        using var certificate = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        await File.WriteAllBytesAsync(folder["acme.pfx"], certificate.Export(X509ContentType.Pfx, "acme"), TestContext.Current.CancellationToken);

        var sign = await ChildProcess.RunAsync(
            "dotnet", ["nuget", "sign", "out/_Acme.Signed.1.0.0.nupkg", "--certificate-path", folder["acme.pfx"], "--certificate-password", "acme"], folder.Workspace);
        Assert.SkipUnless(sign.ExitCode == 0, $"'dotnet nuget sign' does not sign here: {sign.Output}");
    }
}
