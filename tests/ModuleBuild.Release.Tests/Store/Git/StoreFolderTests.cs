using ModuleBuild.Release.Store;
using ModuleBuild.Release.Store.Git;
using ModuleBuild.Testing;
using static ModuleBuild.Release.Tests.Store.Git.StoreUnderTest;

namespace ModuleBuild.Release.Tests.Store.Git;

public sealed class StoreFolderTests
{
    [Fact]
    public async Task Making_a_store_twice_leaves_it_as_it_is()
    {
        await using var made = await CreateAsync(StoreKind.Local);
        var tip = await WriteAsync(made.Open(), BranchTip.None(Branch), ("a", "1"));

        Assert.Null(await StoreFolder.InitAsync(made.Repository, Options, CancellationToken.None));
        Assert.Null(await StoreFolder.CheckAsync(made.Repository, Options, CancellationToken.None));
        Assert.Equal(tip, await TipAsync(made.Open()));
    }

    [Fact]
    public async Task Store_that_was_half_made_is_completed()
    {
        using var folder = new TemporaryFolder();
        folder.Write("store.git/HEAD", "ref: refs/heads/main\n");
        Directory.CreateDirectory(folder["store.git/objects"]);

        Assert.Null(await StoreFolder.InitAsync(folder["store.git"], Options, CancellationToken.None));
        Assert.Null(await StoreFolder.CheckAsync(folder["store.git"], Options, CancellationToken.None));
    }

    [Fact]
    public async Task Folder_with_other_files_is_left_alone()
    {
        using var folder = new TemporaryFolder();
        folder.Write("letters/to-mother.txt", "Dear mother,");

        var problem = await StoreFolder.InitAsync(folder["letters"], Options, CancellationToken.None);

        Assert.Equal("MB6010", problem?.Code);
        Assert.Contains("the folder holds other files", problem!.Message, StringComparison.Ordinal);
        Assert.Single(Directory.EnumerateFileSystemEntries(folder["letters"]));
    }

    [Fact]
    public async Task File_is_no_folder()
    {
        using var folder = new TemporaryFolder();
        var file = folder.Write("store.git", "text");

        Assert.Equal("MB6010", (await StoreFolder.InitAsync(file, Options, CancellationToken.None))?.Code);
        Assert.Equal("MB6010", (await StoreFolder.CheckAsync(file, Options, CancellationToken.None))?.Code);
    }

    [Fact]
    public async Task Store_does_not_take_the_repository_around_it()
    {
        using var folder = new TemporaryFolder();
        (await ChildProcess.RunAsync("git", ["init", "-q", folder.Path], folder.Path)).Succeeded();

        Assert.Equal("MB6010", (await StoreFolder.CheckAsync(folder["none"], Options, CancellationToken.None))?.Code);
        Assert.Null(await StoreFolder.InitAsync(folder[".modulebuild/store.git"], Options, CancellationToken.None));
        Assert.True(File.Exists(folder[".modulebuild/store.git/HEAD"]));
    }

    [Fact]
    public async Task Push_that_does_not_go_on_is_refused_by_the_store()
    {
        await using var made = await CreateAsync(StoreKind.Local);
        var first = await WriteAsync(made.Open(), BranchTip.None(Branch), ("a", "1"));
        await WriteAsync(made.Open(), first!, ("a", "2"));

        var pushed = await ChildProcess.RunAsync(
            "git", ["-C", made.Repository, "push", "--force", made.Repository, $"{first!.Commit}:refs/heads/{Branch}"], made.Folder.Path);

        Assert.NotEqual(0, pushed.ExitCode);
    }

    [Theory]
    [InlineData("Ann <ann@example.com>", "Ann <ann@example.com>")]
    [InlineData("ann", "ann <modulebuild@invalid>")]
    [InlineData("", "unknown <modulebuild@invalid>")]
    [InlineData("<>", "unknown <modulebuild@invalid>")]
    [InlineData("\r\n\0\t", "unknown <modulebuild@invalid>")]
    [InlineData("A\nparent 1234\n> <x", "A parent 1234  x <modulebuild@invalid>")]
    [InlineData("Anna Müller 🦊 <a b@c>", "Anna Müller 🦊 <ab@c>")]
    public async Task Author_may_be_any_text(string by, string author)
    {
        await using var made = await CreateAsync(StoreKind.Local);
        await using var store = new LocalGitStore(made.Repository, Options);
        var change = Change("writer\nWriter: another", ("a", "1")) with { By = by, Message = "subject\r\n\r\nbody\0\nWriter: false\n" };

        var tip = Value(await store.WriteAsync(BranchTip.None(Branch), change, CancellationToken.None)).Tip!;

        Assert.Equal($"{author} 1799053200", await made.GitAsync("log", "-1", "--format=%an <%ae> %ct", tip.Commit!));
        Assert.EndsWith("\n\nWriter: writer Writer: another", await made.GitAsync("log", "-1", "--format=%B", tip.Commit!), StringComparison.Ordinal);
        Assert.Null(await store.CheckObjectsAsync(CancellationToken.None));
    }

    [Fact]
    public async Task Damaged_object_is_found_by_the_check_of_objects()
    {
        await using var made = await CreateAsync(StoreKind.Local);
        await using var store = new LocalGitStore(made.Repository, Options);
        var tip = await WriteAsync(store, BranchTip.None(Branch), ("a", "1"));
        var id = await made.GitAsync("rev-parse", $"{tip!.Commit}:a");
        var file = Path.Combine(made.Repository, "objects", id[..2], id[2..]);
        File.SetAttributes(file, FileAttributes.Normal);
        await File.WriteAllTextAsync(file, "garbage", CancellationToken.None);

        Assert.Equal("MB6010", (await store.CheckObjectsAsync(CancellationToken.None))?.Code);
    }

    [Theory]
    [InlineData("staging", true)]
    [InlineData("eu-west-1", true)]
    [InlineData("1", true)]
    [InlineData("", false)]
    [InlineData("Staging", false)]
    [InlineData("-x", false)]
    [InlineData("x-", false)]
    [InlineData("a/b", false)]
    [InlineData("a..b", false)]
    [InlineData("ü", false)]
    [InlineData("a\n", false)]
    public void Environments_have_names_that_mean_the_same_everywhere(string name, bool isValid)
    {
        Assert.Equal((isValid, isValid), (EnvironmentName.IsValid(name), EnvironmentName.Problem(name) is null));
        Assert.False(EnvironmentName.IsValid(new string('a', 64)));
        Assert.True(EnvironmentName.IsValid(new string('a', 63)));
    }
}
