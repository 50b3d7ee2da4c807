using System.Text;
using ModuleBuild.Core.Files;

namespace ModuleBuild.Core.Tests.Files;

public sealed class AtomicFileTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("modulebuild-").FullName;

    [Fact]
    public void Writes_the_bytes_and_leaves_nothing_else_behind()
    {
        var path = Path.Combine(_folder, "new", "a.txt");

        Assert.Null(AtomicFile.Write(path, "text"u8));

        Assert.Equal("text", File.ReadAllText(path, Encoding.UTF8));
        Assert.Equal([path], Directory.GetFiles(Path.GetDirectoryName(path)!));
    }

    [Fact]
    public void A_file_that_holds_the_bytes_already_keeps_its_time_stamp()
    {
        var path = Path.Combine(_folder, "a.txt");
        File.WriteAllText(path, "text");
        var stamp = new DateTime(2020, 1, 1, 0, 0, 0, DateTimeKind.Utc);
        File.SetLastWriteTimeUtc(path, stamp);

        Assert.Null(AtomicFile.Write(path, "text"u8));

        Assert.Equal(stamp, File.GetLastWriteTimeUtc(path));
    }

    [Fact]
    public void A_target_that_is_a_folder_is_a_finding_and_stays()
    {
        var path = Path.Combine(_folder, "taken");
        Directory.CreateDirectory(path);

        var finding = AtomicFile.Write(path, "text"u8);

        Assert.Equal("MB9005", finding?.Code);
        Assert.True(Directory.Exists(path));
        Assert.Empty(Directory.GetFiles(_folder));
    }

    [Fact]
    public void A_file_is_replaced_where_it_still_holds_what_was_read()
    {
        var path = Path.Combine(_folder, "a.txt");
        File.WriteAllText(path, "old");

        Assert.Null(AtomicFile.Replace(path, "old"u8, "new"u8, out var overtaken));

        Assert.Equal((false, "new"), (overtaken, File.ReadAllText(path)));
        Assert.Equal([path], Directory.GetFiles(_folder));
    }

    [Fact]
    public void What_somebody_else_wrote_since_is_not_replaced()
    {
        var path = Path.Combine(_folder, "a.txt");
        File.WriteAllText(path, "elsewhere");

        Assert.Null(AtomicFile.Replace(path, "old"u8, "new"u8, out var overtaken));
        Assert.Equal((true, "elsewhere"), (overtaken, File.ReadAllText(path)));

        File.Delete(path);
        Assert.Null(AtomicFile.Replace(path, "old"u8, "new"u8, out overtaken));
        Assert.True(overtaken);
        Assert.Empty(Directory.GetFiles(_folder));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
