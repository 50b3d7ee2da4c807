using System.IO.Compression;
using ModuleBuild.Release.Deployers;
using ModuleBuild.Release.Promotion;
using ModuleBuild.Release.Tests.Fakes;
using ModuleBuild.Testing;

namespace ModuleBuild.Release.Tests.Deployers;

public sealed class DirectoryModuleDataTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public DirectoryModuleDataTests()
    {
        _folder.Write("data/Acme.B/orders.txt", "7");
        _folder.Write("data/Acme.Both/orders.txt", "8");
    }

    private DirectoryModuleData Data => new(_folder.Path, TimeProvider.System);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Data_are_kept_whole_and_deleted_as_often_as_asked()
    {
        for (var time = 0; time < 2; time++)
        {
            Assert.Empty(await Data.BackUpAsync(Request(1), ["Acme.B", "Acme.Gone"], Target.Cancellation));
        }

        Assert.Equal(["orders.txt"], Names("backups/Acme.B-7.zip"));

        for (var time = 0; time < 2; time++)
        {
            Assert.Empty(await Data.CleanUpAsync(Request(1), ["Acme.B", "Acme.Gone"], isBackedUp: false, Target.Cancellation));
        }

        Assert.Equal(["Acme.B-7.zip"], Files("backups"));
        Assert.Equal(["Acme.Both"], Folders("data"));
    }

    [Theory]
    [InlineData("data/.removed-7-Acme.B/orders.txt")] // moved
    [InlineData("data/.removed-7-Acme.B/orders.txt", "backups/Acme.B-7.zip.1.tmp")] // half written
    [InlineData("data/.removed-7-Acme.B/orders.txt", "backups/Acme.B-7.zip")] // named
    [InlineData("data/.deleted-7-Acme.B/half.txt", "backups/Acme.B-7.zip")] // kept
    [InlineData("backups/Acme.B-7.zip")] // deleted
    public async Task Next_process_finishes_what_one_left_that_died(params string[] left)
    {
        await Data.BackUpAsync(Request(1), ["Acme.B"], Target.Cancellation);
        File.Move(_folder["backups/Acme.B-7.zip"], _folder["whole.zip"]);
        Directory.Delete(_folder["data/Acme.B"], recursive: true);
        foreach (var file in left)
        {
            _folder.Write(file, "7");
        }

        if (left.Contains("backups/Acme.B-7.zip"))
        {
            File.Copy(_folder["whole.zip"], _folder["backups/Acme.B-7.zip"], overwrite: true);
        }

        for (var time = 0; time < 2; time++)
        {
            Assert.Empty(await Data.CleanUpAsync(Request(2), ["Acme.B"], isBackedUp: true, Target.Cancellation));
        }

        Assert.Equal(["Acme.B-7.zip"], Files("backups"));
        Assert.Equal(["orders.txt"], Names("backups/Acme.B-7.zip"));
        Assert.Equal(["Acme.Both"], Folders("data"));
    }

    [Fact]
    public async Task Data_that_cannot_be_kept_stay_where_they_are_and_go_with_the_next_removal()
    {
        _folder.Write("backups", "a file is in the way");

        var failure = Assert.Single(await Data.CleanUpAsync(Request(1), ["Acme.B"], isBackedUp: true, Target.Cancellation));

        Assert.Equal("MB6024", failure.Code);
        Assert.Contains(_folder["data/Acme.B"], failure.Message, StringComparison.Ordinal);
        Assert.True(File.Exists(_folder["data/Acme.B/orders.txt"]));

        File.Delete(_folder["backups"]);
        Assert.Empty(await Data.CleanUpAsync(Request(2), ["Acme.B"], isBackedUp: true, Target.Cancellation));
        Assert.Equal(["orders.txt"], Names("backups/Acme.B-7.zip"));
        Assert.Equal(["Acme.Both"], Folders("data"));
    }

    [Fact]
    public async Task Backup_of_another_store_with_the_same_number_stays()
    {
        _folder.Write("backups/Acme.B-7.zip", "older");

        Assert.Empty(await Data.CleanUpAsync(Request(1), ["Acme.B"], isBackedUp: true, Target.Cancellation));

        Assert.Equal("older", await File.ReadAllTextAsync(_folder["backups/Acme.B-7.zip"], Target.Cancellation));
        Assert.Equal(["orders.txt"], Names("backups/Acme.B-7.2.zip"));
    }

    [Fact]
    public async Task Data_of_a_module_whose_id_ends_alike_are_left_alone()
    {
        _folder.Write("data/.removed-7-X-Acme.B/orders.txt", "7");
        _folder.Write("data/.deleted-7-1-Acme.B/orders.txt", "7");

        Assert.Empty(await Data.CleanUpAsync(Request(1), ["Acme.B"], isBackedUp: false, Target.Cancellation));

        Assert.Equal([".deleted-7-1-Acme.B", ".removed-7-X-Acme.B", "Acme.Both"], Folders("data"));
    }

    [Fact]
    public async Task Links_are_not_followed_and_told()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Links need rights there.");
        _folder.Write("secret/key.txt", "not of the module");
        _folder.Write("data/Acme.B/deep/2.txt", "2");
        Directory.CreateDirectory(_folder["data/Acme.B/empty"]);
        File.CreateSymbolicLink(_folder["data/Acme.B/key.txt"], _folder["secret/key.txt"]);
        Directory.CreateSymbolicLink(_folder["data/Acme.B/deep/all"], _folder["secret"]);
        var told = new List<string>();

        Assert.Empty(await Data.CleanUpAsync(Request(1) with { Watcher = new Sentences(told.Add) }, ["Acme.B"], isBackedUp: true, Target.Cancellation));

        Assert.Equal(["deep/2.txt", "empty/", "orders.txt"], Names("backups/Acme.B-7.zip").Order(StringComparer.Ordinal));
        Assert.Contains("deep/all", Assert.Single(told), StringComparison.Ordinal);
        Assert.True(File.Exists(_folder["secret/key.txt"]));
    }

    [Fact]
    public async Task Folder_that_is_a_link_is_neither_kept_nor_deleted()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Links need rights there.");
        _folder.Write("elsewhere/key.txt", "not of the module");
        Directory.CreateSymbolicLink(_folder["data/Acme.L"], _folder["elsewhere"]);

        Assert.Contains("is a link", Assert.Single(await Data.CleanUpAsync(Request(1), ["Acme.L"], isBackedUp: true, Target.Cancellation)).Message, StringComparison.Ordinal);
        Assert.Contains("is a link", Assert.Single(await Data.BackUpAsync(Request(1), ["Acme.L"], Target.Cancellation)).Message, StringComparison.Ordinal);

        Assert.True(File.Exists(_folder["data/Acme.L/key.txt"]));
    }

    [Fact]
    public async Task Pipe_among_the_data_keeps_nobody_waiting()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "There are no such files.");
        (await ChildProcess.RunAsync("mkfifo", [_folder["data/Acme.B/pipe"]], _folder.Path)).Succeeded();

        Assert.Empty(await Data.CleanUpAsync(Request(1), ["Acme.B"], isBackedUp: true, Target.Cancellation));

        Assert.Equal(["Acme.Both"], Folders("data"));
    }

    [Fact]
    public async Task Backup_that_is_stopped_leaves_no_part_of_itself()
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Target.Cancellation);
        using (var large = File.Create(_folder["data/Acme.B/large.bin"]))
        {
            large.SetLength(8L << 30);
        }

        var work = Data.CleanUpAsync(Request(1), ["Acme.B"], isBackedUp: true, stop.Token);
        while (!Directory.Exists(_folder["backups"]) || !Files("backups").Any())
        {
            await Task.Delay(5, Target.Cancellation);
        }

        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => work);

        Assert.Empty(Files("backups"));
        Assert.Equal([".removed-7-Acme.B", "Acme.Both"], Folders("data"));
    }

    [Fact]
    public async Task Who_is_late_keeps_and_deletes_nothing()
    {
        Assert.Empty(await Data.BackUpAsync(Request(2), [.. new[] { "Acme.Both" }], Target.Cancellation));

        Assert.Equal("MB6016", Assert.Single(await Data.BackUpAsync(Request(1), ["Acme.B"], Target.Cancellation)).Code);
        Assert.Equal("MB6016", Assert.Single(await Data.CleanUpAsync(Request(1), ["Acme.B"], isBackedUp: true, Target.Cancellation)).Code);
        Assert.True(File.Exists(_folder["data/Acme.B/orders.txt"]));
        Assert.False(File.Exists(_folder["backups/Acme.B-7.zip"]));
    }

    private string[] Names(string zip)
    {
        using var archive = ZipFile.OpenRead(_folder[zip]);
        return [.. archive.Entries.Select(entry => entry.FullName)];
    }

    private IEnumerable<string?> Files(string folder) => Directory.EnumerateFiles(_folder[folder]).Select(Path.GetFileName);

    private IEnumerable<string?> Folders(string folder) => Directory.EnumerateDirectories(_folder[folder]).Select(Path.GetFileName).Order(StringComparer.Ordinal);

    private static DeployRequest Request(long fence) => new("staging", 7, World.Set("A 1.0.0"), "op", fence, []);
}
