using System.Globalization;
using NuGet.Versioning;

namespace ModuleBuild.Core.Manifest.Ranges;

/// <summary>A version whose last parts may be left out, or be a wildcard: <c>1.2</c>, <c>8.x</c>, <c>v1.2.3-beta.1</c>.</summary>
internal sealed class PartialVersion
{
    private readonly int[] _numbers;
    private readonly string? _prerelease;

    private PartialVersion(int[] numbers, bool hasWildcard, string? prerelease)
    {
        _numbers = numbers;
        HasWildcard = hasWildcard;
        _prerelease = prerelease;
    }

    /// <summary>How many numbers are given, up to four.</summary>
    public int Parts => _numbers.Length;

    /// <summary>Whether it ends in <c>x</c>, <c>*</c> or <c>+</c>.</summary>
    public bool HasWildcard { get; }

    /// <summary>Whether major, minor and patch are given.</summary>
    public bool IsComplete => Parts >= 3 && !HasWildcard;

    /// <summary>The version with zero for what is left out.</summary>
    public NuGetVersion Floor => Make(_numbers, _prerelease);

    /// <summary>Reads one; null where the text is none.</summary>
    public static PartialVersion? TryParse(string text)
    {
        var bare = text.StartsWith('v') || text.StartsWith('V') ? text[1..] : text;
        var metadata = bare.IndexOf('+', StringComparison.Ordinal);
        bare = metadata > 0 && bare[metadata - 1] != '.' ? bare[..metadata] : bare;
        var dash = bare.IndexOf('-', StringComparison.Ordinal);
        var prerelease = dash < 0 ? null : bare[(dash + 1)..];
        var parts = (dash < 0 ? bare : bare[..dash]).Split('.');
        var given = parts.TakeWhile(part => !IsWildcard(part)).ToArray();
        var numbers = new int[given.Length];
        for (var i = 0; i < given.Length; i++)
        {
            if (!int.TryParse(given[i], NumberStyles.None, CultureInfo.InvariantCulture, out numbers[i]))
            {
                return null;
            }
        }

        var hasWildcard = given.Length < parts.Length;
        var isVersion = parts.Length <= 4 && parts.Skip(given.Length).All(IsWildcard)
            && numbers.Length > 0 && !(hasWildcard && prerelease is not null);
        return isVersion && (prerelease is null || NuGetVersion.TryParse($"1.0.0-{prerelease}", out _))
            ? new PartialVersion(numbers, hasWildcard, prerelease)
            : null;
    }

    /// <summary>The first version after those that share all given numbers.</summary>
    public NuGetVersion? After() => Next(Parts - 1);

    /// <summary>The version with one number raised and zeros behind it; null past the largest number.</summary>
    public NuGetVersion? Next(int part)
    {
        if (_numbers[part] == int.MaxValue)
        {
            return null;
        }

        return Make([.. _numbers[..part], _numbers[part] + 1], null);
    }

    /// <summary>The first version that may break by SemVer's rule, where zeros in front count for nothing.</summary>
    public NuGetVersion? NextBreaking()
    {
        var nonZero = Array.FindIndex(_numbers, number => number != 0);
        return Next(nonZero < 0 ? Parts - 1 : nonZero);
    }

    private static bool IsWildcard(string part) => part is "x" or "X" or "*" or "+";

    private static NuGetVersion Make(int[] numbers, string? prerelease)
    {
        int At(int i) => i < numbers.Length ? numbers[i] : 0;
        return new NuGetVersion(new Version(At(0), At(1), At(2), At(3)), prerelease);
    }
}
