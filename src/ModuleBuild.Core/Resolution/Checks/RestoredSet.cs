using System.Collections.Frozen;
using System.Collections.Immutable;

namespace ModuleBuild.Core.Resolution.Checks;

/// <summary>What NuGet restored for one target framework of the project. Ids are compared without regard to case.</summary>
public sealed class RestoredSet
{
    private readonly FrozenDictionary<string, RestoredLibrary> _libraries;
    private readonly Lazy<Dictionary<string, string?>> _needers;

    /// <param name="framework">The name that the project gives the framework.</param>
    /// <param name="libraries">Each id once.</param>
    /// <param name="references">What the project itself references.</param>
    public RestoredSet(string framework, IEnumerable<RestoredLibrary> libraries, IEnumerable<DirectReference> references)
    {
        Framework = framework;
        Libraries = [.. libraries.OrderBy(library => library.Id, StringComparer.OrdinalIgnoreCase)];
        References = [.. references.OrderBy(reference => reference.Id, StringComparer.OrdinalIgnoreCase)];
        _libraries = Libraries.ToFrozenDictionary(library => library.Id, StringComparer.OrdinalIgnoreCase);
        _needers = new(FindNeeders);
    }

    /// <summary>The name that the project gives the framework.</summary>
    public string Framework { get; }

    /// <summary>All that was restored, in the order of ids.</summary>
    public ImmutableArray<RestoredLibrary> Libraries { get; }

    /// <summary>What the project itself references, in the order of ids.</summary>
    public ImmutableArray<DirectReference> References { get; }

    /// <summary>The library with this id, or null.</summary>
    /// <param name="id">Its id, in any case.</param>
    public RestoredLibrary? Find(string id) => _libraries.GetValueOrDefault(id);

    /// <summary>The project's own reference to a library, or null.</summary>
    /// <param name="id">Its id, in any case.</param>
    public DirectReference? ReferenceTo(string id) => References.FirstOrDefault(reference => Same(reference.Id, id));

    /// <summary>The library through which another one came, on a shortest way from the project; null where the project references it.</summary>
    /// <param name="id">Its id, in any case.</param>
    public RestoredLibrary? NeederOf(string id) => _needers.Value.GetValueOrDefault(id) is { } needer ? Find(needer) : null;

    /// <summary>Libraries that some ids lead to, those with the ids included.</summary>
    /// <param name="ids">Where to begin; an id that was not restored leads nowhere.</param>
    public ImmutableArray<RestoredLibrary> ReachableFrom(IEnumerable<string> ids)
    {
        var reached = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        var pending = new Queue<string>(ids);
        while (pending.TryDequeue(out var id))
        {
            if (Find(id) is { } library && reached.Add(library.Id))
            {
                foreach (var need in library.Needs)
                {
                    pending.Enqueue(need);
                }
            }
        }

        return [.. Libraries.Where(library => reached.Contains(library.Id))];
    }

    internal static bool Same(string left, string right) => left.Equals(right, StringComparison.OrdinalIgnoreCase);

    private Dictionary<string, string?> FindNeeders()
    {
        var needers = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase);
        var pending = new Queue<(string Id, string? Needer)>(References.Select(reference => (reference.Id, (string?)null)));
        while (pending.TryDequeue(out var next))
        {
            if (Find(next.Id) is { } library && needers.TryAdd(next.Id, next.Needer))
            {
                foreach (var need in library.Needs.Order(StringComparer.OrdinalIgnoreCase))
                {
                    pending.Enqueue((need, library.Id));
                }
            }
        }

        return needers;
    }
}
