using System.Globalization;

namespace ModuleBuild.Core.Manifest;

/// <summary>
/// Amounts as Kubernetes writes them (https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/quantity/), as far as
/// the manifest takes them: whole bytes with an optional unit, and cores to a thousandth. Zero is no limit that could be kept.
/// </summary>
public static class ResourceQuantity
{
    private static readonly (string Suffix, long Factor)[] Units =
    [
        ("Ki", 1L << 10), ("Mi", 1L << 20), ("Gi", 1L << 30), ("Ti", 1L << 40),
        ("k", 1_000), ("M", 1_000_000), ("G", 1_000_000_000), ("T", 1_000_000_000_000),
    ];

    /// <summary>Reads an amount of bytes, for example <c>128Mi</c>.</summary>
    /// <param name="text">What was written.</param>
    /// <param name="bytes">The amount, more than 0.</param>
    public static bool TryParseBytes(string text, out long bytes)
    {
        var (suffix, factor) = Array.Find(Units, unit => text.EndsWith(unit.Suffix, StringComparison.Ordinal));
        var digits = text.AsSpan(0, text.Length - (suffix?.Length ?? 0));
        var unit = suffix is null ? 1 : factor;
        bytes = 0;
        if (!long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            || number == 0 || number > long.MaxValue / unit)
        {
            return false;
        }

        bytes = number * unit;
        return true;
    }

    /// <summary>Reads an amount of processor time, for example <c>500m</c> or <c>1.5</c>.</summary>
    /// <param name="text">What was written.</param>
    /// <param name="millicores">The amount in thousandths of a core, more than 0.</param>
    public static bool TryParseMillicores(string text, out int millicores)
    {
        if (text.EndsWith('m'))
        {
            var digits = text.AsSpan(0, text.Length - 1);
            return int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out millicores) && millicores > 0;
        }

        millicores = 0;
        var isFiner = text.IndexOf('.', StringComparison.Ordinal) is >= 0 and var point && text.Length - point > 4;
        if (text.StartsWith('.') || text.EndsWith('.') || isFiner
            || !decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var cores)
            || cores > int.MaxValue / 1000)
        {
            return false;
        }

        millicores = (int)(cores * 1000);
        return millicores > 0;
    }
}
