using System.Collections.Immutable;
using ModuleBuild.Core.Ports;

namespace ModuleBuild.Release.Publishing;

/// <summary>The order in which packages are pushed: each after those that it needs, so that nobody finds one whose dependencies are not there yet.</summary>
public static class PublishOrder
{
    /// <summary>Parts sorted packages into waves: none needs another of its own wave, but for those that need each other in a circle.</summary>
    /// <param name="sorted">The packages, each after those that it needs.</param>
    /// <returns>Places in the order, by wave.</returns>
    public static ImmutableArray<ImmutableArray<int>> Waves(ImmutableArray<PublishablePackage> sorted)
    {
        var waveOf = new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase);
        return
        [
            .. sorted.Select((package, at) =>
                {
                    var wave = package.Needs.Where(need => !need.Equals(package.File.Id, StringComparison.OrdinalIgnoreCase)).Select(need => waveOf.GetValueOrDefault(need)).DefaultIfEmpty().Max() + 1;
                    waveOf[package.File.Id] = Math.Max(wave, waveOf.GetValueOrDefault(package.File.Id)); // of several versions the last
                    return (Wave: wave, At: at);
                })
                .GroupBy(each => each.Wave).OrderBy(group => group.Key).Select(group => group.Select(each => each.At).ToImmutableArray()),
        ];
    }

    /// <summary>Sorts. Packages that need each other in a circle, which NuGet does not restore, come in the order of their ids.</summary>
    /// <param name="packages">The packages.</param>
    public static ImmutableArray<PublishablePackage> Of(IEnumerable<PublishablePackage> packages)
    {
        var all = packages.OrderBy(package => package.File.Id, StringComparer.OrdinalIgnoreCase).ThenBy(package => package.File.Version).ToList();
        var byId = all.ToLookup(package => package.File.Id, StringComparer.OrdinalIgnoreCase);
        var done = new HashSet<PublishablePackage>(ReferenceEqualityComparer.Instance);
        var order = ImmutableArray.CreateBuilder<PublishablePackage>(all.Count);

        // By a stack of its own: a chain may be as long as somebody likes.
        foreach (var root in all)
        {
            var open = new Stack<(PublishablePackage Package, bool NeedsAreDone)>([(root, false)]);
            while (open.TryPop(out var next))
            {
                if (next.NeedsAreDone)
                {
                    order.Add(next.Package);
                }
                else if (done.Add(next.Package))
                {
                    open.Push((next.Package, true));
                    foreach (var need in next.Package.Needs.SelectMany(id => byId[id]).OrderByDescending(need => need.File.Id, StringComparer.OrdinalIgnoreCase).ThenByDescending(need => need.File.Version))
                    {
                        open.Push((need, false));
                    }
                }
            }
        }

        return order.ToImmutable();
    }
}
