using System.Text;
using ModuleBuild.Core.Json;

namespace ModuleBuild.Core.Tests.Json;

public sealed class PositionTests
{
    [Theory]
    [InlineData("a\nb\nX", 3, 1)]
    [InlineData("a\r\nb\r\nX", 3, 1)]
    [InlineData("a\rb\rX", 3, 1)]
    [InlineData("a\n\rX", 3, 1)]
    [InlineData("é😀\tX", 1, 5)]
    [InlineData("😀\n  😀X", 2, 5)]
    [InlineData("X", 1, 1)]
    [InlineData("\u2028X", 1, 2)]
    public void Lines_and_columns_are_those_of_an_editor(string text, int line, int column)
    {
        var bytes = Encoding.UTF8.GetBytes(text);

        Assert.Equal((line, column), new TextPositions(bytes, 0).At(Array.IndexOf(bytes, (byte)'X')));
    }

    [Fact]
    public void Columns_of_a_long_line_are_counted_across_blocks()
    {
        var text = string.Concat(Enumerable.Repeat("aé😀", 20_000));
        var positions = new TextPositions(Encoding.UTF8.GetBytes(text), 0);

        for (var i = 0; i < 20_000; i += 997)
        {
            Assert.Equal((1, (i * 4) + 1), positions.At(i * 7));
        }
    }

    [Fact]
    public void Offsets_outside_the_text_are_moved_to_its_ends()
    {
        var positions = new TextPositions("ab\nc"u8.ToArray(), 0);

        Assert.Equal((1, 1), positions.At(-5));
        Assert.Equal((2, 2), positions.At(99));
    }
}
