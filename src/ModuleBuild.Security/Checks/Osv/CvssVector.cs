namespace ModuleBuild.Security.Checks.Osv;

/// <summary>The base score of a CVSS 3 vector: https://www.first.org/cvss/v3.1/specification-document#7-1-Base-Metrics-Equations.</summary>
internal static class CvssVector
{
    private const int Longest = 200;

    /// <summary>The score, 0 to 10; null where the text is no vector of version 3.</summary>
    /// <param name="vector">For example <c>CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:N/I:N/A:H</c>.</param>
    public static double? BaseScoreOf(string vector)
    {
        if (vector.Length > Longest || !vector.StartsWith("CVSS:3.", StringComparison.Ordinal))
        {
            return null;
        }

        var metrics = vector.Split('/').Skip(1).Select(part => part.Split(':')).Where(part => part.Length == 2)
            .GroupBy(part => part[0], StringComparer.Ordinal).ToDictionary(group => group.Key, group => group.First()[1], StringComparer.Ordinal);
        if (metrics.GetValueOrDefault("S") is not ("U" or "C")
            || Weight("AV", ("N", 0.85), ("A", 0.62), ("L", 0.55), ("P", 0.2)) is not { } attack
            || Weight("AC", ("L", 0.77), ("H", 0.44)) is not { } complexity
            || Weight("UI", ("N", 0.85), ("R", 0.62)) is not { } interaction
            || Impact("C") is not { } confidentiality || Impact("I") is not { } integrity || Impact("A") is not { } availability)
        {
            return null;
        }

        var isChanged = metrics["S"] == "C";
        if ((isChanged ? Weight("PR", ("N", 0.85), ("L", 0.68), ("H", 0.5)) : Weight("PR", ("N", 0.85), ("L", 0.62), ("H", 0.27))) is not { } privileges)
        {
            return null;
        }

        var sub = 1 - ((1 - confidentiality) * (1 - integrity) * (1 - availability));
        var impact = isChanged ? (7.52 * (sub - 0.029)) - (3.25 * Math.Pow(sub - 0.02, 15)) : 6.42 * sub;
        var exploitability = 8.22 * attack * complexity * privileges * interaction;
        return impact <= 0 ? 0 : RoundUp(Math.Min(isChanged ? 1.08 * (impact + exploitability) : impact + exploitability, 10));

        double? Impact(string name) => Weight(name, ("H", 0.56), ("L", 0.22), ("N", 0));

        double? Weight(string name, params (string Value, double Weight)[] weights)
        {
            foreach (var (value, weight) in weights)
            {
                if (metrics.GetValueOrDefault(name) == value)
                {
                    return weight;
                }
            }

            return null;
        }
    }

    // Appendix A of the specification: without the floating point's last digits.
    private static double RoundUp(double score) => Math.Ceiling(Math.Round(score * 100000) / 10000) / 10;
}
