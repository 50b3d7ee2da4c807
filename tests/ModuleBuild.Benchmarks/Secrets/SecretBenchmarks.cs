using System.Collections.Immutable;
using System.Diagnostics;
using System.Text;
using System.Text.RegularExpressions;
using ModuleBuild.Benchmarks.Measuring;
using ModuleBuild.Security.Checks;
using ModuleBuild.Security.Checks.Secrets;

namespace ModuleBuild.Benchmarks.Secrets;

/// <summary>How many bytes of ordinary source a second are searched for secrets, beside searching them for one word and for one alternation.</summary>
internal static partial class SecretBenchmarks
{
    private const int Least = 64 << 20;

    private static readonly string[] Endings = [".cs", ".json", ".md", ".props", ".targets", ".txt", ".csproj", ".yml", ".sh", ".ps1"];

    // Some of the forms, as scanners that are lists of expressions have them.
    [GeneratedRegex(@"\b(?:AKIA[A-Z0-9]{16}|gh[pousr]_[A-Za-z0-9]{36}|glpat-[A-Za-z0-9_-]{20}|xox[abpr]-[A-Za-z0-9-]{40,}|sk_live_[A-Za-z0-9]{24,}|AIza[A-Za-z0-9_-]{35}|npm_[A-Za-z0-9]{36}|eyJ[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+)\b|-----BEGIN [A-Z ]*PRIVATE KEY|(?i:(?:api_?key|secret|token|password)[\w.-]*[""']?\s*[:=]\s*[""'][^""']{16,}[""'])", RegexOptions.CultureInvariant)]
    private static partial Regex Alternation { get; }

    /// <summary>Measures.</summary>
    /// <param name="rounds">Rounds that count, after one to warm up.</param>
    /// <param name="corpus">A folder of sources; without it the repository's own.</param>
    public static async Task RunAsync(int rounds, string? corpus)
    {
        var sources = Read(corpus ?? Repository());
        var folder = Directory.CreateTempSubdirectory("modulebuild-benchmark-");
        try
        {
            var bytes = sources.Sum(source => (long)source.Length);
            ImmutableArray<PackedFile> files = [.. sources.Select((source, index) => Write(folder.FullName, index, source))];
            var megabytes = bytes / 1e6;
            Console.WriteLine(FormattableString.Invariant($"{sources.Length} files, {megabytes:F0} MB, {sources.Sum(source => source.AsSpan().Count((byte)'\n'))} lines, {Environment.ProcessorCount} processors"));
            var report = new Throughput(megabytes);
            await PairedRounds.RunAsync("Searching", rounds,
                report.Of("one word, in memory", () => sources.Count(source => source.AsSpan().IndexOf("AKIA"u8) >= 0)),
                report.Of("one alternation of a regular expression, in memory", () => sources.Sum(source => Alternation.Count(Encoding.Latin1.GetString(source)))),
                report.Of("secrets, in memory", () => sources.Sum(source => SecretScanner.Scan(new MemoryStream(source), CancellationToken.None).Length)),
                report.Of("one word, from disk", () => files.Count(file => File.ReadAllBytes(file.SourcePath).AsSpan().IndexOf("AKIA"u8) >= 0)),
                report.Of("secrets, from disk, with findings", () => SecretCheck.Run(files, CancellationToken.None).Count()));
            report.Print();
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static byte[][] Read(string folder)
    {
        var once = Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
            .Where(path => Endings.Contains(Path.GetExtension(path)) && !path.Contains("artifacts", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
            .Select(File.ReadAllBytes)
            .Where(content => content.Length > 0)
            .ToArray();
        // A corpus that is large is taken once.
        var times = (int)(Least / once.Sum(content => (long)content.Length)) + 1;
        return [.. Enumerable.Repeat(once, times).SelectMany(content => content)];
    }

    private static PackedFile Write(string folder, int index, byte[] content)
    {
        var name = FormattableString.Invariant($"{index}.txt");
        var path = Path.Combine(folder, name);
        File.WriteAllBytes(path, content);
        return new PackedFile(path, name, name);
    }

    private static string Repository()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "ModuleBuild.sln")))
        {
            folder = Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("This does not run beside the repository.");
        }

        return folder;
    }

    private sealed class Throughput(double megabytes)
    {
        private readonly Dictionary<string, (List<double> Times, int Found)> _contenders = new(StringComparer.Ordinal);

        public Contender Of(string name, Func<int> search)
        {
            _contenders[name] = ([], 0);
            return new Contender(name, () =>
            {
                var start = Stopwatch.GetTimestamp();
                var found = search();
                var time = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
                _contenders[name].Times.Add(time);
                _contenders[name] = (_contenders[name].Times, found);
                return Task.FromResult(time);
            });
        }

        public void Print()
        {
            Console.WriteLine("\n| What | MB/s, median | Least | Most | Found |\n| --- | ---: | ---: | ---: | ---: |");
            foreach (var (name, (times, found)) in _contenders)
            {
                // The first is for the warm-up.
                double[] rates = [.. times.Skip(1).Select(time => 1000 * megabytes / time)];
                Console.WriteLine(FormattableString.Invariant($"| {name} | {PairedRounds.Median(rates):F0} | {rates.Min():F0} | {rates.Max():F0} | {found} |"));
            }
        }
    }
}
