using ModuleBuild.Security.Capabilities.Summaries;

namespace ModuleBuild.Security.Capabilities;

/// <summary>Reads the assemblies that roots lead to, wave by wave: what nobody refers to cannot be reached.</summary>
/// <param name="cache">Where summaries come from.</param>
/// <param name="cancellation">Stops it.</param>
internal sealed class ClosureReader(SummaryCache cache, CancellationToken cancellation)
{
    /// <summary>Files and what they say, roots first; of several files with one name the first counts.</summary>
    /// <param name="files">What may be there.</param>
    public IReadOnlyList<(AnalyzedFile File, AssemblySummary Summary)> Read(IReadOnlyCollection<AnalyzedFile> files)
    {
        var candidates = files
            .Where(file => !file.IsRoot && !FrameworkAssemblies.Contains(NameOf(file)))
            .DistinctBy(NameOf, StringComparer.OrdinalIgnoreCase)
            .ToDictionary(NameOf, StringComparer.OrdinalIgnoreCase);
        var read = new List<(AnalyzedFile File, AssemblySummary Summary)>();
        for (var wave = files.Where(file => file.IsRoot).ToList(); wave.Count > 0;)
        {
            var summaries = Summarize(wave);
            read.AddRange(wave.Zip(summaries));
            wave = [.. summaries.SelectMany(summary => summary.Referred()).Distinct(StringComparer.OrdinalIgnoreCase).Order(StringComparer.Ordinal)
                .Select(name => candidates.Remove(name, out var file) ? file : null).OfType<AnalyzedFile>()];
        }

        return read;
    }

    private static string NameOf(AnalyzedFile file) => Path.GetFileNameWithoutExtension(file.Path);

    private AssemblySummary[] Summarize(List<AnalyzedFile> files)
    {
        var summaries = new AssemblySummary[files.Count];

        // The largest first: at the end no processor waits for one that began late.
        var order = Enumerable.Range(0, files.Count).OrderByDescending(at => SizeOf(files[at].Path)).ToArray();
        Parallel.ForEach(order, new ParallelOptions { CancellationToken = cancellation, MaxDegreeOfParallelism = Environment.ProcessorCount },
            at => summaries[at] = cache.Get(files[at].Path));
        return summaries;
    }

    private static long SizeOf(string path)
    {
        var file = new FileInfo(path);
        return file.Exists ? file.Length : 0;
    }
}
