using System.Collections.Immutable;
using ModuleBuild.Core.Diagnostics;
using NuGet.Configuration;

namespace ModuleBuild.Feeds.Configuration;

/// <summary>Which sources count: the enabled ones of <c>nuget.config</c>, or those that were named instead, as <c>dotnet restore --source</c> takes them.</summary>
internal static class SourceSelection
{
    /// <summary>Chooses.</summary>
    /// <param name="settings">The configuration.</param>
    /// <param name="options">What was named.</param>
    /// <returns>The sources in order, or MB1015.</returns>
    public static (ImmutableArray<PackageSource> Sources, Finding? Problem) Choose(ISettings settings, FeedOptions options)
    {
        var configured = new PackageSourceProvider(settings).LoadPackageSources().ToList();
        var chosen = options.Sources.IsEmpty
            ? configured.Where(source => source.IsEnabled)
            : options.Sources.Select(text => Find(configured, text, options.Folder));
        var added = options.AdditionalSources.Select(text => Find(configured, text, options.Folder));
        ImmutableArray<PackageSource> sources = [.. chosen.Concat(added).DistinctBy(source => source.Source, StringComparer.OrdinalIgnoreCase)];
        return sources.IsEmpty
            ? ([], FeedProblem.Failed("nuget.config", $"no package source is enabled for '{options.Folder}'. Add one with 'dotnet nuget add source'."))
            : (sources, null);
    }

    /// <summary>Chooses who is asked for advisories: the <c>auditSources</c> where there are any and none was named, as in restore.</summary>
    /// <param name="settings">The configuration.</param>
    /// <param name="options">What was named.</param>
    /// <returns>The sources in order, or MB1015.</returns>
    public static (ImmutableArray<PackageSource> Sources, Finding? Problem) ChooseForAudit(ISettings settings, FeedOptions options)
    {
        ImmutableArray<PackageSource> audit = options.Sources.IsEmpty
            ? [.. new PackageSourceProvider(settings).LoadAuditSources().Where(source => source.IsEnabled)]
            : [];
        return audit.IsEmpty ? Choose(settings, options) : (audit, null);
    }

    // A configured source keeps its name, credentials and permission for http, also where its address was given.
    private static PackageSource Find(List<PackageSource> configured, string text, string folder)
    {
        var named = configured.Find(source => source.Name.Equals(text, StringComparison.OrdinalIgnoreCase));
        if (named is not null)
        {
            return named;
        }

        var address = text.Contains("://", StringComparison.Ordinal) ? text : Path.GetFullPath(text, Path.GetFullPath(folder));
        return configured.Find(source => source.Source.TrimEnd('/').Equals(address.TrimEnd('/'), StringComparison.OrdinalIgnoreCase))
            ?? new PackageSource(address, text);
    }
}
