using System.Numerics;
using System.Runtime.CompilerServices;

namespace ModuleBuild.Core.Resolution.Solving;

/// <summary>
/// Sets of what a package can be: bit 0 stands for "not in the set", bit n for its n-th version, lowest first. A term of PubGrub and its
/// negation are then both ordinary sets, and every question of the algorithm is a bit operation. A set of up to 63 versions is one word.
/// </summary>
internal static class VersionBits
{
    /// <summary>The bit of "not in the set".</summary>
    public const ulong Absent = 1;

    /// <summary>Words of 64 bits that a package with so many versions needs.</summary>
    /// <param name="versions">How many versions it has.</param>
    public static int WordsFor(int versions) => (versions >> 6) + 1;

    /// <summary>The set of everything that a package can be.</summary>
    /// <param name="versions">How many versions it has.</param>
    public static ulong[] Full(int versions)
    {
        var set = new ulong[WordsFor(versions)];
        for (var bit = 0; bit <= versions; bit++)
        {
            Add(set, bit);
        }

        return set;
    }

    /// <summary>Puts a bit into a set.</summary>
    /// <param name="set">The set.</param>
    /// <param name="bit">The bit.</param>
    public static void Add(Span<ulong> set, int bit) => set[bit >> 6] |= 1UL << (bit & 63);

    /// <summary>Whether a bit is in a set.</summary>
    /// <param name="set">The set.</param>
    /// <param name="bit">The bit.</param>
    public static bool Contains(ReadOnlySpan<ulong> set, int bit) => (set[bit >> 6] >> (bit & 63) & 1) != 0;

    /// <summary>Whether all of <paramref name="set"/> is in <paramref name="other"/>.</summary>
    /// <param name="set">A set.</param>
    /// <param name="other">A set of the same package.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsSubset(ReadOnlySpan<ulong> set, ReadOnlySpan<ulong> other)
    {
        for (var i = 0; i < set.Length; i++)
        {
            if ((set[i] & ~other[i]) != 0)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Whether the two have anything in common.</summary>
    /// <param name="set">A set.</param>
    /// <param name="other">A set of the same package.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool Overlap(ReadOnlySpan<ulong> set, ReadOnlySpan<ulong> other)
    {
        for (var i = 0; i < set.Length; i++)
        {
            if ((set[i] & other[i]) != 0)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether nothing is in a set.</summary>
    /// <param name="set">The set.</param>
    public static bool IsEmpty(ReadOnlySpan<ulong> set) => set.IndexOfAnyExcept(0UL) < 0;

    /// <summary>How much is in a set.</summary>
    /// <param name="set">The set.</param>
    public static int Count(ReadOnlySpan<ulong> set)
    {
        var count = 0;
        foreach (var word in set)
        {
            count += BitOperations.PopCount(word);
        }

        return count;
    }

    /// <summary>The highest bit of a set; -1 where it is empty.</summary>
    /// <param name="set">The set.</param>
    public static int Highest(ReadOnlySpan<ulong> set)
    {
        for (var i = set.Length - 1; i >= 0; i--)
        {
            if (set[i] != 0)
            {
                return (i << 6) + 63 - BitOperations.LeadingZeroCount(set[i]);
            }
        }

        return -1;
    }

    /// <summary>The lowest bit of a set from a bit on; -1 where there is none.</summary>
    /// <param name="set">The set.</param>
    /// <param name="from">The first bit that counts.</param>
    public static int Lowest(ReadOnlySpan<ulong> set, int from)
    {
        for (var i = from >> 6; i < set.Length; i++)
        {
            var word = i == from >> 6 ? set[i] & (ulong.MaxValue << (from & 63)) : set[i];
            if (word != 0)
            {
                return (i << 6) + BitOperations.TrailingZeroCount(word);
            }
        }

        return -1;
    }

    /// <summary>What a package can be besides a set.</summary>
    /// <param name="full">All that it can be.</param>
    /// <param name="set">The set.</param>
    public static ulong[] Complement(ReadOnlySpan<ulong> full, ReadOnlySpan<ulong> set)
    {
        var rest = new ulong[full.Length];
        for (var i = 0; i < rest.Length; i++)
        {
            rest[i] = full[i] & ~set[i];
        }

        return rest;
    }
}
