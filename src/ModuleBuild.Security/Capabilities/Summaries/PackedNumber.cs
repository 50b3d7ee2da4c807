namespace ModuleBuild.Security.Capabilities.Summaries;

/// <summary>Numbers of which small ones take few bytes: seven bits in each, the lowest first, and a bit that says whether more follow.</summary>
internal static class PackedNumber
{
    /// <summary>The most that a number takes.</summary>
    public const int MostBytes = 5;

    /// <summary>Writes a number.</summary>
    /// <param name="to">Where it goes.</param>
    /// <param name="at">Its place; afterwards that of the next.</param>
    /// <param name="number">The number; negative ones take the most.</param>
    public static void Write(Span<byte> to, ref int at, int number)
    {
        var left = (uint)number;
        for (; left > 0x7F; left >>= 7)
        {
            to[at++] = (byte)(left | 0x80);
        }

        to[at++] = (byte)left;
    }

    /// <summary>Reads a number.</summary>
    /// <param name="from">Where it stands.</param>
    /// <param name="at">Its place; afterwards that of the next.</param>
    /// <exception cref="FormatException">It is longer than any.</exception>
    /// <exception cref="IndexOutOfRangeException">It does not end.</exception>
    public static int Read(byte[] from, ref int at)
    {
        uint number = from[at++];
        if (number <= 0x7F)
        {
            return (int)number;
        }

        number &= 0x7F;
        for (var shift = 7; shift < 7 * MostBytes; shift += 7)
        {
            uint next = from[at++];
            number |= (next & 0x7F) << shift;
            if (next <= 0x7F)
            {
                return (int)number;
            }
        }

        throw new FormatException();
    }
}
