namespace ModuleBuild.Security.Checks.Configuration.Settings;

/// <summary>Line and column of a UTF-8 text, for who goes through it once: each byte is looked at once.</summary>
internal sealed class Utf8Place
{
    private int _offset;

    /// <summary>Line, from 1.</summary>
    public int Line { get; private set; } = 1;

    /// <summary>Column in UTF-16 code units, from 1.</summary>
    public int Column { get; private set; } = 1;

    /// <summary>Goes on to a byte.</summary>
    /// <param name="bytes">The text.</param>
    /// <param name="offset">Not before the last one.</param>
    public void MoveTo(ReadOnlySpan<byte> bytes, int offset)
    {
        for (; _offset < offset; _offset++)
        {
            var b = bytes[_offset];
            if (b == '\n')
            {
                (Line, Column) = (Line + 1, 1);
            }
            else
            {
                // Every byte but a continuation begins a code unit; one of four bytes begins two.
                Column += (b & 0xC0) == 0x80 ? 0 : b >= 0xF0 ? 2 : 1;
            }
        }
    }
}
