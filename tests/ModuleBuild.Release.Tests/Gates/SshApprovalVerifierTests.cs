using ModuleBuild.Release.Gates;
using ModuleBuild.Testing;

namespace ModuleBuild.Release.Tests.Gates;

public sealed class SshApprovalVerifierTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public async Task Signer_is_who_has_the_key_and_only_for_what_was_signed()
    {
        Assert.SkipUnless(await HasSshAsync(), "Needs OpenSSH's ssh-keygen.");
        await MakeKeyAsync("key");
        await MakeKeyAsync("stranger");
        _folder.Write("signers", $"lead@example.com {await File.ReadAllTextAsync(_folder["key.pub"], TestContext.Current.CancellationToken)}");
        var statement = "I approve operation 0123456789abcdef in production, which brings the set sha256:00.\n";
        var signature = await SignAsync("key", statement, Approvals.Namespace);
        var verifier = new SshApprovalVerifier(TimeProvider.System);

        Assert.Equal(new SignatureCheck("lead@example.com", null), await verifier.VerifyAsync(_folder["signers"], statement, signature, CancellationToken.None));
        Assert.Null((await verifier.VerifyAsync(_folder["signers"], statement.Replace("0123", "3210", StringComparison.Ordinal), signature, CancellationToken.None)).Signer);
        Assert.Null((await verifier.VerifyAsync(_folder["signers"], statement, await SignAsync("key", statement, "file"), CancellationToken.None)).Signer);
        Assert.Null((await verifier.VerifyAsync(_folder["signers"], statement, await SignAsync("stranger", statement, Approvals.Namespace), CancellationToken.None)).Signer);
        Assert.Null((await verifier.VerifyAsync(_folder["signers"], statement, "rubbish", CancellationToken.None)).Signer);
        Assert.NotNull((await verifier.VerifyAsync(_folder["nobody"], statement, signature, CancellationToken.None)).Problem);
    }

    public void Dispose() => _folder.Dispose();

    private static async Task<bool> HasSshAsync()
    {
        try
        {
            await ChildProcess.RunAsync("ssh-keygen", ["-?"], Path.GetTempPath());
            return true;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }

    private async Task MakeKeyAsync(string name) =>
        (await ChildProcess.RunAsync("ssh-keygen", ["-q", "-t", "ed25519", "-N", "", "-C", "a test", "-f", _folder[name]], _folder.Path)).Succeeded();

    private async Task<string> SignAsync(string key, string statement, string context)
    {
        _folder.Write("statement", statement);
        File.Delete(_folder["statement.sig"]);
        (await ChildProcess.RunAsync("ssh-keygen", ["-q", "-Y", "sign", "-n", context, "-f", _folder[key], _folder["statement"]], _folder.Path)).Succeeded();
        return await File.ReadAllTextAsync(_folder["statement.sig"]);
    }
}
