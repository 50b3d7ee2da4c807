using System.IO.Compression;
using ModuleBuild.Release.Deployers;
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

        using (var zip = ZipFile.OpenRead(_folder["backups/Acme.B-7.zip"]))
        {
            Assert.Equal(["orders.txt"], zip.Entries.Select(entry => entry.FullName));
        }

        for (var time = 0; time < 2; time++)
        {
            Assert.Empty(await Data.CleanUpAsync(Request(1), ["Acme.B", "Acme.Gone"], Target.Cancellation));
        }

        Assert.Equal(["Acme.B-7.zip"], Directory.EnumerateFiles(_folder["backups"]).Select(Path.GetFileName));
        Assert.Equal(["Acme.Both"], Directory.EnumerateDirectories(_folder["data"]).Select(Path.GetFileName));
    }

    [Fact]
    public async Task What_a_process_left_that_died_is_tidied_up()
    {
        _folder.Write("backups/Acme.B-7.zip.1.tmp", "half");
        _folder.Write("data/.deleted-Acme.B-1/orders.txt", "6");

        Assert.Empty(await Data.BackUpAsync(Request(2), ["Acme.B"], Target.Cancellation));
        Assert.Empty(await Data.CleanUpAsync(Request(2), ["Acme.B"], Target.Cancellation));

        Assert.Equal(["Acme.B-7.zip"], Directory.EnumerateFiles(_folder["backups"]).Select(Path.GetFileName));
        Assert.Equal(["Acme.Both"], Directory.EnumerateDirectories(_folder["data"]).Select(Path.GetFileName));
    }

    [Fact]
    public async Task Who_is_late_keeps_and_deletes_nothing()
    {
        Assert.Empty(await Data.BackUpAsync(Request(2), [.. new[] { "Acme.Both" }], Target.Cancellation));

        Assert.Equal("MB6016", Assert.Single(await Data.BackUpAsync(Request(1), ["Acme.B"], Target.Cancellation)).Code);
        Assert.Equal("MB6016", Assert.Single(await Data.CleanUpAsync(Request(1), ["Acme.B"], Target.Cancellation)).Code);
        Assert.True(File.Exists(_folder["data/Acme.B/orders.txt"]));
        Assert.False(File.Exists(_folder["backups/Acme.B-7.zip"]));
    }

    private static DeployRequest Request(long fence) => new("staging", 7, World.Set("A 1.0.0"), "op", fence, []);
}
