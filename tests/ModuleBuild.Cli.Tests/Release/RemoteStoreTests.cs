using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using ModuleBuild.Testing;

namespace ModuleBuild.Cli.Tests.Release;

/// <summary>Promotion through a store on a git server, from two machines; and what servers do to people.</summary>
public sealed class RemoteStoreTests
{
    [Fact]
    public async Task Two_machines_promote_through_one_git_server()
    {
        using var first = await ReleaseFolder.CreateAsync();
        using var server = await ServeAsync(first);
        var init = await first.RunAsync("env", "init", "--store", server.Address);
        (await first.RunAsync("env", "add", "qa", "--path", "../run/qa", "--security-level", "low")).Succeeded();
        (await first.RunAsync("promote", "feed", "dev", "--module", "Acme.A@1.0.0")).Succeeded();
        (await first.RunAsync("promote", "dev", "staging")).Succeeded();
        (await first.RunAsync("promote", "feed", "dev", "--module", "Acme.A@2.0.0")).Succeeded();
        using var second = first.Copy();
        Directory.Delete(second["workspace/.modulebuild"], recursive: true);

        var status = await second.RunAsync("status");
        (await second.RunAsync("promote", "dev", "staging")).Succeeded();
        var running = string.Join(", ", second.Running("staging"));
        (await second.RunAsync("rollback", "staging")).Succeeded();
        var verified = await second.RunAsync("ledger", "verify");
        var seen = await first.RunAsync("status", "staging");

        Assert.Equal(ExitCode.Usage, init.ExitCode);
        Assert.Contains("is a remote. It is made where it lives", init.Error, StringComparison.Ordinal);
        status.Succeeded();
        Assert.Contains("dev: release 2", status.Output, StringComparison.Ordinal);
        Assert.Contains("qa: ", status.Output, StringComparison.Ordinal);
        Assert.Equal("Acme.A 2.0.0", running);
        Assert.Equal(["Acme.A 1.0.0"], second.Running("staging"));
        verified.Succeeded();
        Assert.Contains("staging: release 3", seen.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("pre-receive", "echo the release team only >&2; exit 1", "the release team only")]
    [InlineData("pre-receive", "kill -9 $PPID", "MB6010")]
    [InlineData("post-receive", "kill -9 $PPID", null)] // accepted, and nobody is told
    [InlineData("pre-receive", "sleep 0.5", null)]
    public async Task Server_that_refuses_dies_or_is_slow_loses_nothing(string hook, string script, string? message)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The hook is a shell script.");
        using var folder = await ReleaseFolder.CreateAsync();
        using var server = await ServeAsync(folder);
        var file = Path.Combine(server.Repository, "hooks", hook);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        await File.WriteAllTextAsync(file, $"#!/bin/sh\n{script}\n", TestContext.Current.CancellationToken);
        (await ChildProcess.RunAsync("chmod", ["+x", file], folder.Workspace)).Succeeded();

        var hurt = await folder.RunAsync("promote", "feed", "dev", "--module", "Acme.A@1.0.0");
        File.Delete(file);
        var next = await folder.RunAsync("promote", "feed", "dev", "--module", "Acme.A@1.0.0");

        Assert.True(hurt.ExitCode == (message is null ? 0 : 1), $"exit code {hurt.ExitCode}\n{hurt.Output}\n{hurt.Error}");
        Assert.Contains(message ?? "Acme.A", hurt.Output, StringComparison.Ordinal);
        Assert.True(message is null || hurt.Output.Contains("MB6010", StringComparison.Ordinal), hurt.Output);
        next.Succeeded();
        Assert.Equal(["Acme.A 1.0.0"], folder.Running("dev"));
        await using var store = new StoreView(folder, server.Repository);
        await store.AssertWholeAsync("dev");
        Assert.Equal(1, (await store.ReadAsync("dev")).State.Operations);
    }

    [Fact]
    public async Task Server_that_is_away_is_told_and_history_that_was_rewritten_is_found()
    {
        using var folder = await ReleaseFolder.CreateAsync();
        using var server = await ServeAsync(folder);
        (await folder.RunAsync("promote", "feed", "dev", "--module", "Acme.A@1.0.0")).Succeeded();

        var away = await folder.RunAsync("promote", "feed", "dev", "--module", "Acme.A@2.0.0", "--store", "git://127.0.0.1:1/store.git");
        (await ChildProcess.RunAsync("git", ["update-ref", "refs/heads/modulebuild/dev", "modulebuild/dev~2"], server.Repository)).Succeeded();
        var verified = await folder.RunAsync("ledger", "verify", "dev");
        var promoted = await folder.RunAsync("promote", "feed", "dev", "--module", "Acme.A@2.0.0");

        Assert.Equal((1, 1, 1), (away.ExitCode, verified.ExitCode, promoted.ExitCode));
        Assert.Contains("MB6010", away.Output, StringComparison.Ordinal);
        Assert.Contains("MB6012", verified.Output, StringComparison.Ordinal);
        Assert.Contains("MB6012", promoted.Output, StringComparison.Ordinal);
        Assert.Equal(["Acme.A 1.0.0"], folder.Running("dev"));
    }

    // The store goes to a server, and the workspace names that.
    private static async Task<GitServer> ServeAsync(ReleaseFolder folder)
    {
        Directory.CreateDirectory(folder["server"]);
        Directory.Move(folder.Store, folder["server/store.git"]);
        var server = await GitServer.StartAsync(folder["server"]);
        folder.Write("modulebuild.json", $$"""{ "release": { "store": "{{server.Address}}" } }""");
        return server;
    }

    /// <summary>git's own daemon.</summary>
    private sealed class GitServer(Process process, string address, string repository) : IDisposable
    {
        public string Address => address;

        public string Repository => repository;

        public static async Task<GitServer> StartAsync(string folder)
        {
            using var free = new TcpListener(IPAddress.Loopback, 0);
            free.Start();
            var port = ((IPEndPoint)free.LocalEndpoint).Port;
            free.Stop();
            var process = Process.Start(new ProcessStartInfo(
                "git",
                ["daemon", "--export-all", "--enable=receive-pack", $"--base-path={folder}", "--listen=127.0.0.1", string.Create(CultureInfo.InvariantCulture, $"--port={port}"), "--reuseaddr"])
            {
                RedirectStandardError = true,
                RedirectStandardOutput = true,
            })!;
            var address = string.Create(CultureInfo.InvariantCulture, $"git://127.0.0.1:{port}/store.git");
            for (var attempt = 0; attempt < 100 && (await ChildProcess.RunAsync("git", ["ls-remote", "-q", address], folder)).ExitCode != 0; attempt++)
            {
                await Task.Delay(50, TestContext.Current.CancellationToken);
            }

            return new GitServer(process, address, Path.Combine(folder, "store.git"));
        }

        public void Dispose()
        {
            process.Kill(entireProcessTree: true);
            process.WaitForExit();
            process.Dispose();
        }
    }
}
