using ModuleBuild.Core.Files;

namespace ModuleBuild.Core.Tests.Files;

public sealed class NamedFileTests
{
    [Fact]
    public void Device_that_never_ends_is_no_file()
    {
        Assert.SkipUnless(File.Exists("/dev/zero"), "There is no /dev/zero here.");

        Assert.Null(NamedFile.Open("/dev/zero", out var problem));
        Assert.Equal("is no ordinary file", problem);
    }

    [Fact]
    public void Empty_file_is_one()
    {
        var path = Path.GetTempFileName();
        using (var stream = NamedFile.Open(path, out var problem))
        {
            Assert.NotNull(stream);
            Assert.Null(problem);
        }

        File.Delete(path);
    }
}
