using System.Collections.Immutable;
using ModuleBuild.Core.Ports;

namespace ModuleBuild.Release.Publishing;

/// <summary>The order in which packages are pushed: each after those that it needs, so that nobody finds one whose dependencies are not there yet.</summary>
public static class PublishOrder
{
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
