using ModuleBuild.Core.Diagnostics;
using ModuleBuild.Release.Store;
using ModuleBuild.Release.Store.Git;
using ModuleBuild.Testing;
using static ModuleBuild.Release.Tests.Store.Git.StoreUnderTest;

namespace ModuleBuild.Release.Tests.Store.Git;

public sealed class GitFaultTests
{
    private const string Unusable = "The store cannot be used: ";

    [Theory]
    [InlineData(StoreKind.Local)]
    [InlineData(StoreKind.RemotePath)]
    public async Task Folder_that_is_no_repository_is_told(StoreKind kind)
    {
        using var folder = new TemporaryFolder();
        await using var local = new LocalGitStore(folder["none"], Options);
        await using var remote = new RemoteGitStore(folder["none"], folder["cache"], Options);
        IStateStore store = kind == StoreKind.Local ? local : remote;

        var listed = (await store.ListAsync("modulebuild/", CancellationToken.None)).Problem;
        var tip = (await store.GetTipAsync(Branch, CancellationToken.None)).Problem;
        var written = (await store.WriteAsync(BranchTip.None(Branch), Change("x", ("a", "1")), CancellationToken.None)).Problem;

        Assert.All([listed, tip, written], problem => AssertTold(problem, "Run 'modulebuild env init'"));
    }

    [Fact]
    public async Task Git_that_is_not_installed_is_told()
    {
        await using var made = await CreateAsync(StoreKind.Local);
        var options = Options with { Program = "git-that-is-not-there" };

        AssertTold((await made.Open(options).GetTipAsync(Branch, CancellationToken.None)).Problem, "Install git");
        AssertTold((await new RemoteGitStore(made.Repository, made.Folder["c"], options).GetTipAsync(Branch, CancellationToken.None)).Problem, "Install git");
    }

    [Theory]
    [InlineData("http://name:secret@127.0.0.1:1/store.git")]
    [InlineData("ssh://127.0.0.1:1/store.git")]
    [InlineData("git://127.0.0.1:1/store.git")]
    public async Task Unreachable_remote_is_told_without_its_password(string address)
    {
        using var folder = new TemporaryFolder();
        await using var store = new RemoteGitStore(address, folder.Path, Options);

        var problem = (await store.GetTipAsync(Branch, CancellationToken.None)).Problem;

        AssertTold(problem, "Check the address and the network");
        Assert.DoesNotContain("secret", problem!.Message + problem.Location + store.Name, StringComparison.Ordinal);
        Assert.DoesNotContain(Directory.EnumerateFiles(folder.Path, "*", SearchOption.AllDirectories), file => Holds(file, "secret"));
    }

    [Fact]
    public async Task Silent_remote_is_left_after_a_time()
    {
        await using var made = await CreateAsync(StoreKind.Local);
        var git = await FakeGit.CreateAsync(made, "case \" $* \" in *' fetch '*) sleep 60;; esac\nexec git \"$@\"");
        await using var slow = new RemoteGitStore(made.Repository, made.Folder["slow"], Options with { Program = git, NetworkLimit = TimeSpan.FromMilliseconds(300) });

        AssertTold((await slow.GetTipAsync(Branch, CancellationToken.None)).Problem, "did not end within 0.3 s");
    }

    [Theory]
    [InlineData("update")]
    [InlineData("pre-receive")]
    public async Task Hook_that_refuses_is_told_with_its_words(string hook)
    {
        await using var made = await CreateAsync(StoreKind.RemotePath);
        await HookAsync(made, hook, "echo only the release team may do this >&2; exit 1");
        var store = made.Open();

        var problem = (await store.WriteAsync(BranchTip.None(Branch), Change("x", ("a", "1")), CancellationToken.None)).Problem;

        AssertTold(problem, "only the release team may do this");
        AssertTold(problem, "A rule of the server refuses this push");
        Assert.Null((await TipAsync(store)).Commit);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Answer_that_got_lost_after_the_push_was_accepted_is_looked_up(bool othersWentOn)
    {
        await using var made = await CreateAsync(StoreKind.RemotePath);
        var first = await WriteAsync(made.Open(), BranchTip.None(Branch), ("a", "1"));
        var other = made.Open();
        await TipAsync(other);
        // The push goes through, and its answer never arrives.
        var git = await FakeGit.CreateAsync(
            made, "case \" $* \" in *' push '*) git \"$@\"; while [ -f hold ]; do sleep 0.02; done; echo 'fatal: the remote end hung up unexpectedly' >&2; exit 128;; esac\nexec git \"$@\"");
        await using var store = new RemoteGitStore(made.Repository, made.Folder["lossy"], Options with { Program = git });
        await TipAsync(store);
        var hold = othersWentOn ? made.Folder.Write("bin/hold", string.Empty) : null;

        var writing = store.WriteAsync(first!, Change("lossy", ("a", "2")), CancellationToken.None);
        if (hold is not null)
        {
            BranchTip? next = null;
            while (next is null)
            {
                var tip = await TipAsync(other);
                next = tip == first ? null : await WriteAsync(other, tip, ("b", "3"));
            }

            File.Delete(hold);
        }

        var written = Value(await writing).Tip;
        Assert.NotNull(written);
        Assert.Equal(["2", othersWentOn ? "3" : null], await ReadAsync(store, await TipAsync(store), "a", "b"));
        Assert.Equal(["2", null], await ReadAsync(store, written, "a", "b"));
    }

    [Fact]
    public async Task Push_that_never_arrived_is_told()
    {
        await using var made = await CreateAsync(StoreKind.RemotePath);
        var git = await FakeGit.CreateAsync(made, "case \" $* \" in *' push '*) echo 'fatal: Could not read from remote repository.' >&2; exit 128;; esac\nexec git \"$@\"");
        await using var store = new RemoteGitStore(made.Repository, made.Folder["deaf"], Options with { Program = git });

        AssertTold((await store.WriteAsync(BranchTip.None(Branch), Change("x", ("a", "1")), CancellationToken.None)).Problem, "Check the address and the network");
        Assert.Null((await TipAsync(store)).Commit);
    }

    [Fact]
    public async Task Full_disk_is_told_and_changes_nothing()
    {
        var (disk, reason) = await SmallDisk.MountAsync(400);
        Assert.SkipWhen(disk is null, reason);
        await using (disk)
        {
            var folder = Path.Combine(disk!.Path, "store.git");
            Assert.Null(await StoreFolder.InitAsync(folder, Options, CancellationToken.None));
            await using var store = new LocalGitStore(folder, Options);
            var first = await WriteAsync(store, BranchTip.None(Branch), ("a", "1"));
            await File.WriteAllBytesAsync(Path.Combine(disk.Path, "other"), new byte[200_000], CancellationToken.None);

            var noise = string.Concat(Enumerable.Range(0, 40_000).Select(number => (number * 7919L * number).ToString("x", System.Globalization.CultureInfo.InvariantCulture)));
            var problem = (await store.WriteAsync(first!, Change("x", ("a", noise)), CancellationToken.None)).Problem;

            AssertTold(problem, "Make room on that disk");
            Assert.Equal(first, await TipAsync(store));
            File.Delete(Path.Combine(disk.Path, "other"));
            Assert.NotNull(await WriteAsync(store, first!, ("a", "2")));
            Assert.DoesNotContain(Directory.EnumerateFiles(folder), file => file.Contains("crash", StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task Folder_without_rights_is_told()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows() || Environment.UserName == "root", "Nothing is forbidden to this user.");
        await using var made = await CreateAsync(StoreKind.Local);
        var store = made.Open();
        SetRights(UnixFileMode.UserRead | UnixFileMode.UserExecute);

        var problem = (await store.WriteAsync(BranchTip.None(Branch), Change("x", ("a", "1")), CancellationToken.None)).Problem;

        SetRights(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        AssertTold(problem, "right");

        void SetRights(UnixFileMode rights)
        {
            if (!OperatingSystem.IsWindows())
            {
                File.SetUnixFileMode(Path.Combine(made.Repository, "objects"), rights);
            }
        }
    }

    [Fact]
    public async Task Lock_that_a_killed_process_left_behind_is_removed_when_it_is_old()
    {
        await using var made = await CreateAsync(StoreKind.Local);
        var store = made.Open();
        var first = await WriteAsync(store, BranchTip.None(Branch), ("a", "1"));
        var file = Path.Combine(made.Repository, "refs/heads", Branch + ".lock");
        await File.WriteAllTextAsync(file, string.Empty, CancellationToken.None);

        AssertTold((await store.WriteAsync(first!, Change("x", ("a", "2")), CancellationToken.None)).Problem, "remove the lock");
        File.SetLastWriteTimeUtc(file, DateTime.UtcNow.AddMinutes(-1));
        Assert.NotNull(await WriteAsync(store, first!, ("a", "3")));
    }

    [Theory]
    [InlineData("refs/heads/modulebuild/staging", "not an id\n")]
    [InlineData("refs/heads/modulebuild/staging", "")]
    [InlineData("refs/heads/modulebuild/staging", "1111111111111111111111111111111111111111\n")]
    public async Task Damaged_branch_is_not_taken_for_none(string file, string content)
    {
        await using var made = await CreateAsync(StoreKind.Local);
        await WriteAsync(made.Open(), BranchTip.None(Branch), ("a", "1"));
        await File.WriteAllTextAsync(Path.Combine(made.Repository, file), content, CancellationToken.None);

        AssertTold((await made.Open().GetTipAsync(Branch, CancellationToken.None)).Problem, string.Empty);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Lost_or_damaged_file_is_not_taken_for_none(bool isLost)
    {
        await using var made = await CreateAsync(StoreKind.Local);
        var tip = await WriteAsync(made.Open(), BranchTip.None(Branch), ("a", "1"), ("ledger/0/1.json", "2"));
        var id = await made.GitAsync("rev-parse", $"{tip!.Commit}:ledger/0/1.json");
        var file = Path.Combine(made.Repository, "objects", id[..2], id[2..]);
        File.SetAttributes(file, FileAttributes.Normal);
        File.Delete(file);
        if (!isLost)
        {
            await File.WriteAllTextAsync(file, "garbage", CancellationToken.None);
        }

        var read = await made.Open().ReadAsync(tip, ["ledger/0/1.json"], CancellationToken.None);

        AssertTold(read.Problem, "modulebuild env fsck");
    }

    [Theory]
    [InlineData("modulebuild/../x")]
    [InlineData("modulebuild/a b")]
    [InlineData("modulebuild/a@{1}")]
    [InlineData("modulebuild/x.lock")]
    [InlineData("-x")]
    [InlineData("a\nb")]
    [InlineData("")]
    public async Task Name_that_git_would_read_otherwise_is_refused(string name)
    {
        await using var made = await CreateAsync(StoreKind.Local);
        var store = made.Open();

        AssertTold((await store.GetTipAsync(name, CancellationToken.None)).Problem, "cannot be the name");
        AssertTold((await store.WriteAsync(BranchTip.None(Branch), Change("x", (name, "1")), CancellationToken.None)).Problem, "cannot be the name");
        AssertTold((await store.ReadAsync(new BranchTip(Branch, new string('1', 40)), [name], CancellationToken.None)).Problem, "cannot be the name");
    }

    private static void AssertTold(Finding? problem, string words)
    {
        Assert.Equal("MB6010", problem?.Code);
        Assert.StartsWith(Unusable, problem!.Message, StringComparison.Ordinal);
        Assert.Contains(words, problem.Message, StringComparison.Ordinal);
    }

    private static bool Holds(string file, string text) => File.ReadAllText(file).Contains(text, StringComparison.Ordinal);

    private static async Task HookAsync(StoreUnderTest made, string hook, string script)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The hook is a shell script.");
        var file = made.Folder.Write($"store.git/hooks/{hook}", $"#!/bin/sh\n{script}\n");
        await ChildProcess.RunAsync("chmod", ["+x", file], made.Folder.Path);
    }
}
