using System.Globalization;
using System.Text;
using Greenhouse.Contracts;
using Greenhouse.Sensors;

namespace Greenhouse.Reports;

/// <summary>What one probe said in a day.</summary>
internal sealed record ProbeSummary(string Bed, Quantity Quantity, int Readings, double Lowest, double Mean, double Highest);

/// <summary>A day, probe by probe.</summary>
internal sealed record DaySummary(DateOnly Day, string Place, IReadOnlyList<ProbeSummary> Probes)
{
    public static DaySummary Of(DateOnly day, string place, IEnumerable<SensorReading> readings) => new(
        day,
        place,
        [
            .. readings
                .GroupBy(reading => (reading.Bed, reading.Quantity))
                .OrderBy(probe => probe.Key.Bed, StringComparer.Ordinal)
                .ThenBy(probe => probe.Key.Quantity)
                .Select(probe => new ProbeSummary(
                    probe.Key.Bed,
                    probe.Key.Quantity,
                    probe.Count(),
                    probe.Min(reading => reading.Value),
                    probe.Average(reading => reading.Value),
                    probe.Max(reading => reading.Value))),
        ]);

    /// <summary>The summary as a Markdown page.</summary>
    public string ToMarkdown()
    {
        var page = new StringBuilder();
        page.Append(CultureInfo.InvariantCulture, $"# {Place}, {Day:yyyy-MM-dd}\n\n");
        if (Probes.Count == 0)
        {
            return page.Append("No readings.\n").ToString();
        }

        page.Append("| Bed | Quantity | Readings | Lowest | Mean | Highest |\n");
        page.Append("| --- | --- | ---: | ---: | ---: | ---: |\n");
        foreach (var probe in Probes)
        {
            page.Append(
                CultureInfo.InvariantCulture,
                $"| {Cell(probe.Bed)} | {Label(probe.Quantity)} | {probe.Readings} | {probe.Lowest:F1} | {probe.Mean:F1} | {probe.Highest:F1} |\n");
        }

        return page.ToString();
    }

    private static string Label(Quantity quantity) => quantity switch
    {
        Quantity.SoilMoisture => "Soil moisture, %",
        Quantity.AirTemperature => "Air temperature, °C",
        Quantity.AirHumidity => "Air humidity, %",
        _ => quantity.ToString(),
    };

    private static string Cell(string text) => text.Replace("|", "\\|", StringComparison.Ordinal);
}
