using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using ModuleBuild.Release.Ledger;
using ModuleBuild.Release.Model;
using ModuleBuild.Release.Promotion;
using ModuleBuild.Release.Store;
using ModuleBuild.Release.Store.Git;
using ModuleBuild.Release.Tests.Fakes;
using ModuleBuild.Testing;

namespace ModuleBuild.Release.Tests.Store.Git;

public sealed class CheckpointTests
{
    private const int Entries = 6;

    [Theory]
    [InlineData(StoreKind.Local)]
    [InlineData(StoreKind.RemotePath)]
    public async Task Whole_ledger_is_what_its_checkpoints_saw(StoreKind kind)
    {
        await using var world = await SignedWorld.CreateAsync(kind);
        await world.AppendAsync(Entries);
        Assert.Null((await world.CheckpointAsync())?.Message);
        await world.AppendAsync(2);
        Assert.Null((await world.CheckpointAsync())?.Message);
        Assert.Null((await world.CheckpointAsync())?.Message);

        var verdict = await world.VerifyAsync();

        Assert.Empty(verdict.Findings);
        Assert.Equal(
            ["modulebuild-checkpoint/staging/7 Valid", "modulebuild-checkpoint/staging/9 Valid"],
            verdict.Checkpoints.Select(checkpoint => $"{checkpoint.Name} {checkpoint.Signature}"));
        Assert.Contains("ann@example.com", verdict.Checkpoints[0].Words, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(StoreKind.Local)]
    [InlineData(StoreKind.RemotePath)]
    public async Task Chain_that_was_made_anew_is_caught(StoreKind kind)
    {
        await using var world = await SignedWorld.CreateAsync(kind);
        await world.AppendAsync(2);
        await world.CheckpointAsync();
        await world.AppendAsync(Entries);
        await world.CheckpointAsync();
        await world.ForgeAsync(from: 5, to: 9);

        Assert.Empty((await new LedgerVerification(world.Store, null).VerifyAsync(await world.ReadAsync(), false, CancellationToken.None)).Findings);
        var found = Assert.Single((await world.VerifyAsync()).Findings);
        Assert.Equal("MB6012", found.Code);
        Assert.EndsWith(
            "entry 9 is not the one that checkpoint modulebuild-checkpoint/staging/9 saw: entries after 3 were made anew.", found.Message, StringComparison.Ordinal);
        Assert.Equal("MB6012", (await world.CheckpointAsync())?.Code);
    }

    [Fact]
    public async Task Chain_that_was_cut_off_is_caught()
    {
        await using var world = await SignedWorld.CreateAsync(StoreKind.Local);
        await world.AppendAsync(Entries);
        await world.CheckpointAsync();
        await world.ForgeAsync(from: 5, to: 4);

        Assert.Empty((await new LedgerVerification(world.Store, null).VerifyAsync(await world.ReadAsync(), false, CancellationToken.None)).Findings);
        Assert.EndsWith(
            "it was cut off: checkpoint modulebuild-checkpoint/staging/7 saw entry 7, and it ends at 4.",
            Assert.Single((await world.VerifyAsync()).Findings).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Checkpoint_without_signature_counts_where_that_is_asked_for_only()
    {
        await using var world = await SignedWorld.CreateAsync(StoreKind.Local);
        Assert.Null(await world.CheckpointAsync(isSigned: false));

        Assert.EndsWith("proves nothing: it is not signed.", Assert.Single((await world.VerifyAsync()).Findings).Message, StringComparison.Ordinal);
        Assert.Empty((await world.VerifyAsync(acceptsUnsigned: true)).Findings);
    }

    [Fact]
    public async Task Checkpoint_by_a_stranger_proves_nothing()
    {
        await using var world = await SignedWorld.CreateAsync(StoreKind.Local);
        await world.UseKeyAsync("stranger");
        Assert.Null(await world.CheckpointAsync());

        Assert.Contains("proves nothing: ", Assert.Single((await world.VerifyAsync(acceptsUnsigned: true)).Findings).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Checkpoint_of_another_environment_proves_nothing()
    {
        await using var world = await SignedWorld.CreateAsync(StoreKind.Local);
        await world.CheckpointAsync();
        await world.Made.GitAsync("update-ref", "refs/tags/modulebuild-checkpoint/staging/9", await world.Made.GitAsync("rev-parse", "refs/tags/modulebuild-checkpoint/staging/1"));

        Assert.EndsWith("proves nothing: it does not hold what its name says.", Assert.Single((await world.VerifyAsync()).Findings).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Key_that_is_not_there_is_told()
    {
        await using var world = await SignedWorld.CreateAsync(StoreKind.Local);
        await world.UseKeyAsync("none", make: false);

        Assert.Equal("MB6010", (await world.CheckpointAsync())?.Code);
    }

    [Fact]
    public async Task Commits_are_signed_where_that_is_asked_for()
    {
        await using var world = await SignedWorld.CreateAsync(StoreKind.Local);
        await using var store = new LocalGitStore(world.Made.Repository, StoreUnderTest.Options with { SignCommits = true });
        var tip = await StoreUnderTest.WriteAsync(store, await StoreUnderTest.TipAsync(store), ("a", "1"));

        var verified = await world.Made.GitAsync("-c", $"gpg.ssh.allowedSignersFile={world.Signers}", "log", "-1", "--format=%G? %an %ae %ct%n%(trailers)", tip!.Commit!);

        Assert.Equal("G Ann ann@example.com 1799053200\nWriter: process 1", verified.Trim());
    }

    /// <summary>An environment in git with keys to sign with.</summary>
    private sealed class SignedWorld : IAsyncDisposable
    {
        private readonly EnvironmentStore _environments;
        private readonly ICheckpointStore _checkpoints;
        private readonly StoreKind _kind;

        private SignedWorld(StoreUnderTest made, StoreKind kind)
        {
            (Made, _kind, Store) = (made, kind, made.Open());
            _environments = new EnvironmentStore(Store, "process", new ManualClock(), () => 0);
            var options = StoreUnderTest.Options with { AllowedSigners = Signers };
            _checkpoints = kind == StoreKind.Local ? new LocalCheckpoints(made.Repository, options) : new RemoteCheckpoints(made.Repository, made.Folder["checkpoints"], options);
        }

        public StoreUnderTest Made { get; }

        public IStateStore Store { get; }

        public string Signers => Made.Folder["signers"];

        public static async Task<SignedWorld> CreateAsync(StoreKind kind)
        {
            var world = new SignedWorld(await StoreUnderTest.CreateAsync(kind), kind);
            StoreUnderTest.Value(await world._environments.CreateAsync("staging", "ann", CancellationToken.None));
            await world._checkpoints.ListAsync("staging", CancellationToken.None);
            await world.UseKeyAsync("key");
            await File.WriteAllTextAsync(world.Signers, $"ann@example.com {await File.ReadAllTextAsync(world.Made.Folder["key.pub"])}");
            return world;
        }

        public async Task UseKeyAsync(string name, bool make = true)
        {
            if (make)
            {
                (await ChildProcess.RunAsync("ssh-keygen", ["-q", "-t", "ed25519", "-N", "", "-C", name, "-f", Made.Folder[name]], Made.Folder.Path)).Succeeded();
            }

            foreach (var repository in _kind == StoreKind.Local ? [Made.Repository] : new[] { Made.Folder["checkpoints/repository.git"] })
            {
                await Made.GitAsync("-C", repository, "config", "gpg.format", "ssh");
                await Made.GitAsync("-C", repository, "config", "user.signingKey", Made.Folder[name]);
            }
        }

        public async Task AppendAsync(int count)
        {
            for (var number = 0; number < count; number++)
            {
                var happened = new LedgerEvent { Kind = LedgerEventKind.QuarantineLifted, At = default, By = "ann", Why = number.ToString(CultureInfo.InvariantCulture) };
                StoreUnderTest.Value(await _environments.ChangeAsync("staging", snapshot => new Transition(snapshot.State, null, null, [happened]), CancellationToken.None));
            }
        }

        public async Task<EnvironmentSnapshot> ReadAsync() => StoreUnderTest.Value(await _environments.ReadAsync("staging", CancellationToken.None));

        public async Task<Core.Diagnostics.Finding?> CheckpointAsync(bool isSigned = true) =>
            await _checkpoints.AddAsync(await ReadAsync(), "Ann <ann@example.com>", isSigned, CancellationToken.None);

        public async Task<LedgerVerdict> VerifyAsync(bool acceptsUnsigned = false) =>
            await new LedgerVerification(Store, _checkpoints).VerifyAsync(await ReadAsync(), acceptsUnsigned, CancellationToken.None);

        /// <summary>Makes entries anew, and the whole chain after them fit; what comes later is cut off.</summary>
        public async Task ForgeAsync(long from, long to)
        {
            var snapshot = await ReadAsync();
            var files = ImmutableSortedDictionary.CreateBuilder<string, byte[]?>(StringComparer.Ordinal);
            var before = StoreUnderTest.Value(await Store.ReadAsync(snapshot.Tip, [StorePaths.LedgerEntry(from - 1)], CancellationToken.None)).Files[0]!;
            var head = new LedgerHead(from - 1, Convert.ToHexStringLower(SHA256.HashData(before)));
            for (var number = from; number <= snapshot.Head.Sequence; number++)
            {
                var happened = new LedgerEvent { Kind = LedgerEventKind.Approved, At = default, By = "mallory" };
                var entry = StoreJson.Write(new LedgerEntry { Sequence = number, Previous = head.Hash, Event = happened });
                files[StorePaths.LedgerEntry(number)] = number <= to ? entry : null;
                head = number <= to ? new LedgerHead(number, Convert.ToHexStringLower(SHA256.HashData(entry))) : head;
            }

            files[StorePaths.LedgerHead] = StoreJson.Write(head);
            var change = new StateChange(files.ToImmutable(), "nothing to see here", "mallory", new DateTimeOffset(2027, 1, 4, 9, 0, 0, TimeSpan.Zero), "mallory");
            Assert.NotNull(StoreUnderTest.Value(await Store.WriteAsync(snapshot.Tip, change, CancellationToken.None)).Tip);
        }

        public async ValueTask DisposeAsync()
        {
            await ((_checkpoints as IAsyncDisposable)?.DisposeAsync() ?? ValueTask.CompletedTask);
            await Made.DisposeAsync();
        }
    }
}
