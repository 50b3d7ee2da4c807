using System.Globalization;

namespace ModuleBuild.Benchmarks.Measuring;

/// <summary>
/// Runs contenders in turn, round by round, each round in another order: what disturbs the machine disturbs all of them. The
/// median stands for each; minimum and maximum say how far to trust it.
/// </summary>
internal static class PairedRounds
{
    /// <summary>Runs one round to warm up and then those that count, and prints a Markdown table.</summary>
    /// <param name="title">Heading of the table.</param>
    /// <param name="rounds">Rounds that count.</param>
    /// <param name="contenders">The first is the reference.</param>
    public static async Task RunAsync(string title, int rounds, params IReadOnlyList<Contender> contenders)
    {
        var samples = contenders.ToDictionary(contender => contender, _ => new List<double>());
        for (var round = -1; round < rounds; round++)
        {
            for (var i = 0; i < contenders.Count; i++)
            {
                var contender = contenders[(i + round + 1) % contenders.Count];
                var time = await contender.MeasureAsync();
                if (round >= 0)
                {
                    samples[contender].Add(time);
                }
            }
        }

        Print(title, rounds, contenders, samples);
    }

    /// <summary>The median.</summary>
    /// <param name="values">At least one.</param>
    public static double Median(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        var middle = sorted.Length / 2;
        return sorted.Length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    private static void Print(string title, int rounds, IReadOnlyList<Contender> contenders, Dictionary<Contender, List<double>> samples)
    {
        Console.WriteLine($"\n{title}, {rounds} rounds\n\n| What | Median ms | Min | Max | Over the first, paired |\n| --- | ---: | ---: | ---: | ---: |");
        foreach (var contender in contenders)
        {
            var times = samples[contender];
            var over = samples[contenders[0]].Zip(times, (reference, time) => time - reference);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"| {contender.Name} | {Median(times):F1} | {times.Min():F1} | {times.Max():F1} | {(contender == contenders[0] ? "" : $"{Median(over):F1}")} |"));
        }
    }
}
