using System.Collections.Immutable;
using ModuleBuild.Core.Capabilities;
using ModuleBuild.Core.Diagnostics;
using ModuleBuild.Security.Capabilities.Linking;
using ModuleBuild.Security.Capabilities.Slicing;
using ModuleBuild.Security.Capabilities.Summaries;

namespace ModuleBuild.Security.Capabilities;

/// <summary>
/// What a module can do, from its compiled closure: summaries of assemblies, linked, sliced forward from where others come in, and cut at
/// .NET's own libraries, for which the map speaks. Nothing is loaded, nothing runs. See <c>docs/capabilities.md</c>.
/// </summary>
public static class CapabilityAnalysis
{
    /// <summary>Analyses a closure. Never throws for what the files are.</summary>
    /// <param name="request">What is to be looked into.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public static AnalysisResult Run(AnalysisRequest request, CancellationToken cancellation) =>
        Run(request, SharedMap.Map, SharedMap.Version, cancellation);

    internal static AnalysisResult Run(AnalysisRequest request, CapabilityMap map, string mapVersion, CancellationToken cancellation)
    {
        ImmutableArray<AnalyzedFile> files = [.. request.Files.Where(file => !FrameworkAssemblies.Contains(Path.GetFileNameWithoutExtension(file.Path)) || file.IsRoot)];
        var summaries = Summarize(files, new SummaryCache(request.CacheFolder, map, mapVersion), cancellation);
        var universe = new Universe(files.Zip(summaries, (file, summary) => (new ClosureFile(file.Path, file.Package), summary)));
        ImmutableArray<LinkedAssembly> roots =
        [
            .. files.Zip(summaries).Where(pair => pair.First.IsRoot).Select(pair => universe.Find(pair.Second.Name)).OfType<LinkedAssembly>().Distinct()
                .OrderBy(assembly => assembly.Name, StringComparer.Ordinal),
        ];
        foreach (var root in roots.Where(root => root.Summary.Problem is not null))
        {
            universe.NoteUnknown(root.Name);
        }

        using var lines = new SourceLines();
        var entries = new EntryAnalysis(new CallPaths(lines), cancellation);
        TypeNode? entry = null;
        if (request.EntryType is { } name && (entry = EntryTypes.Find(roots, name)) is null)
        {
            var nearest = Spelling.Nearest(name, roots.SelectMany(root => root.Types).Select(type => type.Summary.Name));
            return new AnalysisResult(Report([]), [], new MissingEntry(name, nearest));
        }

        var whole = entry is null ? entries.OfLibrary(roots, request.EntryPoints) : entries.OfType(entry);
        ImmutableArray<EntryCapabilities> single = !request.WithEntries ? []
            : [.. (entry is null ? EntryTypes.Visible(roots) : [entry]).Select(entries.Single)];
        return new AnalysisResult(Report(whole), single);

        CapabilityReport Report(ImmutableArray<ReachedCapability> capabilities) => new(
            request.Module, request.Version, mapVersion, capabilities,
            [.. universe.Unknown.Select(pair => new UnknownAssembly(pair.Key, pair.Value))]);
    }

    private static AssemblySummary[] Summarize(ImmutableArray<AnalyzedFile> files, SummaryCache cache, CancellationToken cancellation)
    {
        var summaries = new AssemblySummary[files.Length];

        // The largest first: at the end no processor waits for one that began late.
        var order = Enumerable.Range(0, files.Length).OrderByDescending(at => SizeOf(files[at].Path)).ToArray();
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
