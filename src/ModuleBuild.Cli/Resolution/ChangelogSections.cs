using System.Text;
using ModuleBuild.Cli.Output;
using ModuleBuild.Core.Diagnostics;
using ModuleBuild.Core.Ports;
using ModuleBuild.Core.Resolution.Packages;
using NuGet.Versioning;

namespace ModuleBuild.Cli.Resolution;

/// <summary>What a package says of its versions.</summary>
/// <param name="Text">Markdown, the newest version first; empty where none of them says anything.</param>
/// <param name="Versions">How many versions lie between.</param>
/// <param name="Problems">What could not be found out.</param>
internal sealed record ChangelogSections(string Text, int Versions, IReadOnlyList<Finding> Problems)
{
    /// <summary>Collects the sections after a version up to another.</summary>
    /// <param name="source">Where packages come from.</param>
    /// <param name="versions">The package's versions.</param>
    /// <param name="from">Left out itself; null for the beginning.</param>
    /// <param name="to">Taken itself; null for the newest.</param>
    /// <param name="cancellation">Stops it.</param>
    public static async Task<ChangelogSections> CollectAsync(
        IPackageSource source, PackageVersions versions, NuGetVersion? from, NuGetVersion? to, CancellationToken cancellation)
    {
        // Pre-releases on the way to a release say what the release says again.
        var any = (to ?? from) is { IsPrerelease: true };
        var between = versions.Versions
            .Where(listing => listing.Listed && (any || !listing.Version.IsPrerelease))
            .Select(listing => listing.Version)
            .Where(version => (from is null || version > from) && (to is null || version <= to))
            .Reverse()
            .ToList();
        var answers = await Task.WhenAll(between.Select(version => source.GetFactsAsync(versions.Id, version, cancellation)));
        var text = new StringBuilder();
        foreach (var facts in answers.Select(answer => answer.Value).OfType<PackageFacts>())
        {
            if (facts.Changelog is { } section && !string.IsNullOrWhiteSpace(section))
            {
                text.Append(text.Length == 0 ? string.Empty : "\n").Append("## ").Append(facts.Version.ToNormalizedString()).Append("\n\n")
                    .Append(ForeignText.Of(section).Trim('\n')).Append('\n');
            }
        }

        return new ChangelogSections(
            text.ToString(), between.Count, [.. answers.Select(answer => answer.Problem).OfType<Finding>().Distinct()]);
    }
}
