using System.Collections.Immutable;
using ModuleBuild.Core.Capabilities;
using ModuleBuild.Core.Diagnostics;
using ModuleBuild.Security.Capabilities.Linking;
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
        var platforms = Platform.Of(request.Files, cancellation);
        var merged = PlatformMerge.Of([.. platforms.Select(platform => (platform, RunOne(request with { Files = platform.Files }, map, mapVersion, cancellation)))]);
        return merged with { Report = NativeFiles.Tell(merged.Report, request.Files) };
    }

    private static AnalysisResult RunOne(AnalysisRequest request, CapabilityMap map, string mapVersion, CancellationToken cancellation)
    {
        var read = new ClosureReader(new SummaryCache(request.CacheFolder, map, mapVersion), cancellation).Read(request.Files);
        var universe = new Universe(read.Select(pair => (new ClosureFile(pair.File.Path, pair.File.Package), pair.Summary))) { IsSlicedOften = request.WithEntries };
        ImmutableArray<LinkedAssembly> roots =
        [
            .. read.Where(pair => pair.File.IsRoot).Select(pair => universe.Find(pair.Summary.Name)).OfType<LinkedAssembly>().Distinct()
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
            : [.. entry is null ? entries.Singles(roots) : [entries.Single(entry)]];
        return new AnalysisResult(Report(whole), single);

        CapabilityReport Report(ImmutableArray<ReachedCapability> capabilities) => new(
            request.Module, request.Version, mapVersion, capabilities,
            [.. universe.Unknown.Select(pair => new UnknownAssembly(pair.Key, pair.Value))]);
    }
}
