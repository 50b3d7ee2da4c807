using ModuleBuild.Core.Manifest;
using ModuleBuild.Core.Resolution.Packages;
using ModuleBuild.Core.Resolution.Requests;
using ModuleBuild.Core.Resolution.Results;
using NuGet.Versioning;

namespace ModuleBuild.Core.Tests.Resolution.Solving;

/// <summary>Does to a request what a way out says, as somebody would who only reads its description: no code of ways out is used.</summary>
internal static class DescribedChange
{
    public static ResolutionRequest Apply(ResolutionRequest request, WayOut way) => way.Changes.Aggregate(request, Apply);

    private static ResolutionRequest Apply(ResolutionRequest request, WayOutChange change)
    {
        switch (change.Kind)
        {
            case "range" or "prerelease" when change.From is not null:
                var roots = request.Roots.Where(root => Means(change, root.Dependency.Id, root.Dependency.Range)).ToList();
                Assert.NotEmpty(roots);
                return request with
                {
                    Roots = change.To is null
                        ? [.. request.Roots.Except(roots)]
                        : [.. request.Roots.Select(root => roots.Contains(root) ? root with { Dependency = root.Dependency with { Range = Range(change.To) } } : root)],
                };
            case "peer" or "prerelease":
                var kind = change.Kind == "peer" ? DependencyKind.Required : DependencyKind.Optional;
                return request with { Roots = [.. request.Roots, new RootRequirement("test", new PackageDependency(change.Id, Range(change.To!), kind))] };
            case "conflict":
                return request with { RootConflicts = request.RootConflicts.RemoveAll(Found(request.RootConflicts, conflict => Means(change, conflict.Conflict.Id, conflict.Conflict.Range))) };
            case "exclusion":
                return request with { Policy = request.Policy with { Exclusions = request.Policy.Exclusions.RemoveAll(Found(request.Policy.Exclusions, each => Means(change, each.Id, each.Range))) } };
            case "override":
                return request with { Policy = request.Policy with { Overrides = request.Policy.Overrides.RemoveAll(Found(request.Policy.Overrides, each => Means(change, each.Id, each.Range))) } };
            case "host":
                Assert.Equal(change.From, request.Hosts[change.Id].ToNormalizedString());
                return request with { Hosts = request.Hosts.SetItem(change.Id, NuGetVersion.Parse(change.To!)) };
            case "platform":
                Assert.Equal(change.From, request.Platform);
                return request with { Platform = change.To ?? throw new ArgumentException("A set has to run somewhere.", nameof(change)) };
            default:
                throw new ArgumentException($"Nobody knows what '{change.Kind}' is.", nameof(change));
        }
    }

    // What is to be changed must be there.
    private static Predicate<T> Found<T>(IEnumerable<T> all, Predicate<T> isMeant)
    {
        Assert.Contains(all, isMeant);
        return isMeant;
    }

    private static bool Means(WayOutChange change, string id, WrittenRange range) =>
        id.Equals(change.Id, StringComparison.OrdinalIgnoreCase) && range.Text == change.From;

    private static WrittenRange Range(string text) => new(text, VersionRange.Parse(text));
}
