using System.Globalization;
using CsvHelper;
using CsvHelper.Configuration;
using Greenhouse.Contracts;
using Greenhouse.Sensors;

namespace Greenhouse.Reports;

/// <summary>The folder <c>${data}/reports</c>: two files a day, <c>2026-06-21.csv</c> and <c>2026-06-21.md</c>.</summary>
internal sealed class ReportFolder(IGreenhouse greenhouse)
{
    private const string DayFormat = "yyyy-MM-dd";
    private static readonly string[] Extensions = [".csv", ".md"];

    private readonly string _path = Path.Combine(greenhouse.DataFolder, "reports");

    /// <summary>When reports were last written, or null.</summary>
    public DateTimeOffset? LastWritten { get; private set; }

    /// <summary>Why the last attempt failed, or null.</summary>
    public string? LastProblem { get; private set; }

    /// <summary>Writes both files of a day. Readers see the old files or the new ones, never half of one.</summary>
    public void Write(DateOnly day, IReadOnlyList<SensorReading> readings, DateTimeOffset now)
    {
        try
        {
            Directory.CreateDirectory(_path);
            WriteWhole(FileOf(day, ".csv"), writer => WriteCsv(writer, readings));
            WriteWhole(FileOf(day, ".md"), writer => writer.Write(DaySummary.Of(day, greenhouse.Name, readings).ToMarkdown()));
            (LastWritten, LastProblem) = (now, null);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            LastProblem = e.Message;
        }
    }

    /// <summary>Deletes reports of days before the given one; files with other names are not ours and stay.</summary>
    /// <returns>How many files were deleted.</returns>
    public int DeleteBefore(DateOnly firstKept)
    {
        if (!Directory.Exists(_path))
        {
            return 0;
        }

        var old = Directory.EnumerateFiles(_path).Where(file => DayOf(file) is { } day && day < firstKept).ToList();
        old.ForEach(File.Delete);
        return old.Count;
    }

    private static void WriteCsv(TextWriter writer, IReadOnlyList<SensorReading> readings)
    {
        using var csv = new CsvWriter(writer, new CsvConfiguration(CultureInfo.InvariantCulture) { NewLine = "\n" }, leaveOpen: true);
        foreach (var title in (string[])["time", "bed", "quantity", "value"])
        {
            csv.WriteField(title);
        }

        csv.NextRecord();
        foreach (var reading in readings)
        {
            csv.WriteField(reading.Time.UtcDateTime.ToString("O", CultureInfo.InvariantCulture));
            csv.WriteField(reading.Bed);
            csv.WriteField(reading.Quantity.ToString());
            csv.WriteField(reading.Value.ToString("F2", CultureInfo.InvariantCulture));
            csv.NextRecord();
        }
    }

    private static void WriteWhole(string file, Action<TextWriter> write)
    {
        var draft = file + ".draft";
        using (var writer = new StreamWriter(draft))
        {
            write(writer);
        }

        File.Move(draft, file, overwrite: true);
    }

    private string FileOf(DateOnly day, string extension) =>
        Path.Combine(_path, day.ToString(DayFormat, CultureInfo.InvariantCulture) + extension);

    private static DateOnly? DayOf(string file) =>
        Extensions.Contains(Path.GetExtension(file), StringComparer.Ordinal)
        && DateOnly.TryParseExact(
            Path.GetFileNameWithoutExtension(file), DayFormat, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? day
            : null;
}
