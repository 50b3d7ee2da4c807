using ModuleBuild.Testing;

namespace ModuleBuild.Cli.Tests.Release;

/// <summary>Commits and checkpoints that are signed, by SSH and by GPG, as git's own settings say.</summary>
public sealed class SignatureTests
{
    [Fact]
    public async Task Commits_and_checkpoints_are_signed_by_SSH()
    {
        using var folder = await ReleaseFolder.CreateAsync();
        (await ChildProcess.RunAsync("ssh-keygen", ["-q", "-t", "ed25519", "-N", "", "-C", "", "-f", folder["key"]], folder.Workspace)).Succeeded();
        await File.WriteAllTextAsync(folder["signers"], $"ann@example.com {await File.ReadAllTextAsync(folder["key.pub"], TestContext.Current.CancellationToken)}", TestContext.Current.CancellationToken);
        var settings = Settings("ssh", folder["key"]);

        var commit = await PromoteAsync(folder, settings);
        (await folder.RunAsync(settings, "ledger", "checkpoint", "dev")).Succeeded();
        var verified = await folder.RunAsync("ledger", "verify", "dev", "--signers", folder["signers"]);
        await File.WriteAllTextAsync(folder["signers"], "", TestContext.Current.CancellationToken);
        var unknown = await folder.RunAsync("ledger", "verify", "dev", "--signers", folder["signers"]);

        Assert.Contains("gpgsig -----BEGIN SSH SIGNATURE-----", commit, StringComparison.Ordinal);
        verified.Succeeded();
        Assert.Contains("the same that 1 checkpoint saw", verified.Output, StringComparison.Ordinal);
        Assert.Equal(1, unknown.ExitCode);
        Assert.Contains("proves nothing", unknown.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Commits_and_checkpoints_are_signed_by_GPG()
    {
        Assert.SkipUnless(await HasAsync("gpg"), "Needs GnuPG's gpg.");
        using var folder = await ReleaseFolder.CreateAsync();
        using var keys = new TemporaryFolder("k"); // the path of an agent's socket must be short
        var home = new Dictionary<string, string?> { ["GNUPGHOME"] = keys.Path };
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(keys.Path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }

        try
        {
            (await ChildProcess.RunAsync("gpg", ["--batch", "--quiet", "--passphrase", "", "--quick-gen-key", "Ann <ann@example.com>", "ed25519", "sign", "never"], folder.Workspace, home)).Succeeded();
            var settings = Settings("openpgp", "ann@example.com");
            settings["GNUPGHOME"] = keys.Path;
            await File.WriteAllTextAsync(folder["signers"], "", TestContext.Current.CancellationToken);

            var commit = await PromoteAsync(folder, settings);
            var shown = await ChildProcess.RunAsync("git", ["log", "-1", "--format=%G?", "modulebuild/dev"], folder["workspace/.modulebuild/store.git"], home);
            (await folder.RunAsync(settings, "ledger", "checkpoint", "dev")).Succeeded();
            var verified = await folder.RunAsync(settings, "ledger", "verify", "dev");
            var ofSsh = await folder.RunAsync(settings, "ledger", "verify", "dev", "--signers", folder["signers"]);
            var stranger = await folder.RunAsync(new Dictionary<string, string?> { ["GNUPGHOME"] = folder["run"] }, "ledger", "verify", "dev");

            Assert.Contains("gpgsig -----BEGIN PGP SIGNATURE-----", commit, StringComparison.Ordinal);
            Assert.Equal("G\n", shown.Output);
            verified.Succeeded();
            Assert.Contains("the same that 1 checkpoint saw", verified.Output, StringComparison.Ordinal);
            Assert.Contains("it is not signed by SSH", ofSsh.Output, StringComparison.Ordinal);
            Assert.Equal((1, 1), (ofSsh.ExitCode, stranger.ExitCode));
            Assert.Contains("proves nothing", stranger.Output, StringComparison.Ordinal);
        }
        finally
        {
            await ChildProcess.RunAsync("gpgconf", ["--kill", "all"], folder.Workspace, home);
        }
    }

    [Fact]
    public async Task Operation_goes_on_when_somebody_who_may_has_signed_it()
    {
        using var folder = await ReleaseFolder.CreateAsync();
        (await ChildProcess.RunAsync("ssh-keygen", ["-q", "-t", "ed25519", "-N", "", "-C", "", "-f", folder["key"]], folder.Workspace)).Succeeded();
        folder.Write("environments/signers", $"ann@example.com {await File.ReadAllTextAsync(folder["key.pub"], TestContext.Current.CancellationToken)}");
        folder.Write("environments/dev.json", """{ "deployer": { "kind": "directory", "path": "../run/dev" }, "securityLevel": "low", "approvals": { "signers": "environments/signers" } }""");

        var waits = await folder.RunAsync("promote", "feed", "dev", "--module", "Acme.A@1.0.0");
        var noKey = await folder.RunAsync("promote", "feed", "dev", "--approve", "--approver", "ann@example.com", "--approval-key", "none");
        var approved = await folder.RunAsync("promote", "feed", "dev", "--approve", "--approver", "ann@example.com", "--approval-key", "../key");

        Assert.Equal(4, waits.ExitCode);
        Assert.Equal(2, noKey.ExitCode);
        Assert.Contains("ssh-keygen could not sign with", noKey.Error, StringComparison.Ordinal);
        approved.Succeeded();
        Assert.Equal(["Acme.A 1.0.0"], folder.Running("dev"));
    }

    private static async Task<string> PromoteAsync(ReleaseFolder folder, Dictionary<string, string?> settings)
    {
        folder.Write("modulebuild.json", """{ "release": { "signCommits": true } }""");
        (await folder.RunAsync(settings, "promote", "feed", "dev", "--module", "Acme.A@1.0.0")).Succeeded();
        return (await ChildProcess.RunAsync("git", ["cat-file", "commit", "modulebuild/dev"], folder["workspace/.modulebuild/store.git"])).Output;
    }

    private static Dictionary<string, string?> Settings(string format, string key) => new()
    {
        ["GIT_CONFIG_COUNT"] = "2",
        ["GIT_CONFIG_KEY_0"] = "gpg.format",
        ["GIT_CONFIG_VALUE_0"] = format,
        ["GIT_CONFIG_KEY_1"] = "user.signingkey",
        ["GIT_CONFIG_VALUE_1"] = key,
    };

    private static async Task<bool> HasAsync(string program)
    {
        try
        {
            await ChildProcess.RunAsync(program, ["--version"], Path.GetTempPath());
            return true;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }
}
