using System.Text;
using ModuleBuild.Core.Diagnostics;
using ModuleBuild.Core.Files;
using ModuleBuild.Testing;

namespace ModuleBuild.Core.Tests.Files;

public sealed class AtomicFilesTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public void All_files_are_written_and_nothing_else_is_left_behind()
    {
        Assert.Empty(AtomicFile.WriteAll([File("a.txt", "a"), File("new/b.txt", "b")]));

        Assert.Equal(["a.txt a", "new/b.txt b"], Content(_folder.Path));
    }

    [Fact]
    public void Where_one_target_is_a_folder_none_is_written()
    {
        _folder.Write("a.txt", "old");
        Directory.CreateDirectory(_folder["b.txt"]);

        var finding = Assert.Single(AtomicFile.WriteAll([File("a.txt", "new"), File("b.txt", "new"), File("c.txt", "new")]));

        Assert.Equal((DiagnosticCatalog.OutputNotWritten, new SourceLocation(_folder["b.txt"])), (finding.Descriptor, finding.Location));
        Assert.Equal(["a.txt old"], Content(_folder.Path));
    }

    [Fact]
    public void Where_a_folder_cannot_be_made_none_is_written()
    {
        _folder.Write("a.txt", "old");
        _folder.Write("taken", "a file");

        var finding = Assert.Single(AtomicFile.WriteAll([File("a.txt", "new"), File("taken/b.txt", "new")]));

        Assert.Equal(new SourceLocation(_folder["taken/b.txt"]), finding.Location);
        Assert.Equal(["a.txt old", "taken a file"], Content(_folder.Path));
    }

    [Fact]
    public async Task On_a_full_disk_everything_stays_as_it_was()
    {
        var (disk, reason) = await SmallDisk.MountAsync(kibibytes: 64);
        Assert.SkipWhen(disk is null, reason);
        await using (disk)
        {
            var small = Path.Combine(disk.Path, "small.txt");
            var large = Path.Combine(disk.Path, "large.bin");
            await System.IO.File.WriteAllTextAsync(small, "old", TestContext.Current.CancellationToken);

            var finding = Assert.Single(AtomicFile.WriteAll([(small, "new"u8.ToArray()), (large, new byte[100_000])]));

            Assert.Equal((DiagnosticCatalog.OutputNotWritten, new SourceLocation(large)), (finding.Descriptor, finding.Location));
            Assert.Contains("No space left on device", finding.Message, StringComparison.Ordinal);
            Assert.Equal(["small.txt old"], Content(disk.Path));
            Assert.Equal(finding, AtomicFile.Write(large, new byte[100_000]));
            Assert.Equal(["small.txt old"], Content(disk.Path));
        }
    }

    [Fact]
    public void Files_that_hold_their_bytes_already_keep_their_time_stamps()
    {
        var stamp = new DateTime(2020, 1, 1, 0, 0, 0, DateTimeKind.Utc);
        System.IO.File.SetLastWriteTimeUtc(_folder.Write("a.txt", "same"), stamp);
        System.IO.File.SetLastWriteTimeUtc(_folder.Write("b.txt", "old"), stamp);

        Assert.Empty(AtomicFile.WriteAll([File("a.txt", "same"), File("b.txt", "new")]));

        Assert.Equal(stamp, System.IO.File.GetLastWriteTimeUtc(_folder["a.txt"]));
        Assert.NotEqual(stamp, System.IO.File.GetLastWriteTimeUtc(_folder["b.txt"]));
    }

    public void Dispose() => _folder.Dispose();

    private (string Path, ReadOnlyMemory<byte> Content) File(string name, string text) => (_folder[name], Encoding.UTF8.GetBytes(text));

    private static IEnumerable<string> Content(string folder) => Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
        .Select(path => $"{Path.GetRelativePath(folder, path).Replace('\\', '/')} {System.IO.File.ReadAllText(path)}")
        .Order(StringComparer.Ordinal);
}
