using System.Text;

namespace ModuleBuild.Core.Tests.Manifest.Rules;

public sealed class IconRuleTests : IDisposable
{
    private readonly ModuleOnDisk _module = new ModuleOnDisk().With("icon", "\"icon.png\"");

    [Theory]
    [InlineData(128)]
    [InlineData(200)]
    [InlineData(512)]
    public void A_square_of_the_right_size(uint size) => Assert.Empty(_module.WithFile("icon.png", Png.Of(size, size)).Findings());

    [Fact]
    public void Bytes_after_the_image_are_no_matter() =>
        Assert.Empty(_module.WithFile("icon.png", [.. Png.Of(128, 128), 1, 2, 3]).Findings());

    [Fact]
    public void MB0016_it_is_missing() => Finds("does not exist");

    [Fact]
    public void MB0016_it_is_a_folder()
    {
        Directory.CreateDirectory(_module["icon.png"]);

        Finds("is a folder");
    }

    [Theory]
    [InlineData(64, 48)]
    [InlineData(127, 127)]
    [InlineData(513, 513)]
    [InlineData(128, 512)]
    [InlineData(0, 0)]
    [InlineData(uint.MaxValue, uint.MaxValue)]
    public void MB0016_it_has_the_wrong_size(uint width, uint height)
    {
        _module.WithFile("icon.png", Png.Of(width, height));

        Finds($"is {width}x{height} pixels");
    }

    [Theory]
    [InlineData("", "is empty")]
    [InlineData("text", "is not a PNG file")]
    [InlineData("\x89" + "PNG\n\n", "is not a PNG file")]
    [InlineData("\xFF\xD8\xFF\xE0....JFIF............", "is not a PNG file, but a JPEG file")]
    [InlineData("GIF89a..................", "is not a PNG file, but a GIF file")]
    [InlineData("RIFF....WEBP............", "is not a PNG file, but a WebP file")]
    [InlineData("<svg xmlns='http://www.w3.org/2000/svg'/>", "is not a PNG file, but an SVG or XML file")]
    public void MB0016_it_is_something_else(string latin1, string problem)
    {
        _module.WithFile("icon.png", Encoding.Latin1.GetBytes(latin1));

        Finds(problem);
    }

    [Theory]
    [InlineData(4)]
    [InlineData(8)]
    [InlineData(23)]
    [InlineData(40)]
    [InlineData(90)]
    [InlineData(96)]
    public void MB0016_it_is_cut_off(int length)
    {
        _module.WithFile("icon.png", Png.Of(128, 128)[..length]);

        Finds($"is cut off: it ends after {length} bytes, within the image");
    }

    [Fact]
    public void MB0016_its_header_is_damaged()
    {
        var image = Png.Of(128, 128);
        image[12] = (byte)'X';
        _module.WithFile("icon.png", image);

        Finds("is not a PNG file: its header is damaged");
    }

    [Fact]
    public void MB0016_another_program_has_locked_it()
    {
        _module.WithFile("icon.png", Png.Of(128, 128));
        using var locked = new FileStream(_module["icon.png"], FileMode.Open, FileAccess.ReadWrite, FileShare.None);

        Finds("cannot be read: another program has locked it");
    }

    public void Dispose() => _module.Dispose();

    private void Finds(string problem) =>
        Assert.Equal(
            [$"MB0016 error (9,11) /icon: Icon 'icon.png' {problem}. Give a square PNG of 128 to 512 pixels."],
            _module.Findings());
}
