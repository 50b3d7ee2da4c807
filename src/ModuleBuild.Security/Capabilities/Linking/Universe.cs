using ModuleBuild.Security.Capabilities.Summaries;

namespace ModuleBuild.Security.Capabilities.Linking;

/// <summary>All assemblies that run together, without those of .NET itself.</summary>
internal sealed class Universe
{
    private const int MostForwards = 8;

    private readonly Dictionary<string, LinkedAssembly> _byName = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, TypeNode?> _anywhere = new(StringComparer.Ordinal);
    private SortedDictionary<string, string> _unknown = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Links assemblies; of several with one name the first counts.</summary>
    /// <param name="assemblies">Files and what they say.</param>
    public Universe(IEnumerable<(ClosureFile File, AssemblySummary Summary)> assemblies)
    {
        foreach (var (file, summary) in assemblies)
        {
            _byName.TryAdd(summary.Name, new LinkedAssembly(this, file, summary));
        }
    }

    /// <summary>Whether many slices ask the same: then answers are kept, which costs one slice more than it gains.</summary>
    public bool IsSlicedOften { get; init; }

    /// <summary>What overrides have in common with what they override.</summary>
    public SlotKeys Keys { get; } = new();

    /// <summary>All of them, in the ordinal order of names.</summary>
    public IEnumerable<LinkedAssembly> Assemblies => _byName.Values.OrderBy(assembly => assembly.Name, StringComparer.Ordinal);

    /// <summary>An assembly by its simple name, or null.</summary>
    public LinkedAssembly? Find(string name) => _byName.GetValueOrDefault(name);

    /// <summary>A type that is known by its name only: of an assembly, else of the first that has it.</summary>
    public TypeNode? Find(LinkedAssembly near, string name)
    {
        if (near.Find(name) is { } found)
        {
            return found;
        }

        if (!_anywhere.TryGetValue(name, out var first))
        {
            first = Assemblies.Select(assembly => assembly.Find(name)).FirstOrDefault(type => type is not null);
            _anywhere.Add(name, first);
        }

        return first;
    }

    /// <summary>Names of assemblies about which nothing can be said.</summary>
    public IReadOnlyDictionary<string, string> Unknown => _unknown;

    /// <summary>A type by the assembly that a reference names; types that moved are followed.</summary>
    public TypeReferenceState FindType(string assembly, string name)
    {
        for (var step = 0; step < MostForwards; step++)
        {
            if (FrameworkAssemblies.Contains(assembly))
            {
                return new TypeReferenceState(true, false, null);
            }

            if (!_byName.TryGetValue(assembly, out var found))
            {
                return new TypeReferenceState(true, true, null);
            }

            if (found.Find(name) is { } type)
            {
                return new TypeReferenceState(true, false, type);
            }

            // A nested type moves with the outermost.
            if (!found.Summary.Forwards.TryGetValue(name.Split('+')[0], out var next))
            {
                return new TypeReferenceState(true, found.Summary.Problem is not null, null);
            }

            assembly = next;
        }

        return new TypeReferenceState(true, false, null);
    }

    /// <summary>Whether a piece of work notes only what is noted already; it leaves no notes itself.</summary>
    /// <param name="work">Follows ways.</param>
    public bool IsKnownAfter(Action work)
    {
        var before = _unknown;
        _unknown = new SortedDictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        try
        {
            work();
            return _unknown.Keys.All(before.ContainsKey);
        }
        finally
        {
            _unknown = before;
        }
    }

    /// <summary>Notes that something of an assembly is used that nobody could look into.</summary>
    /// <param name="name">Its simple name.</param>
    public void NoteUnknown(string name)
    {
        if (name.Length > 0 && !FrameworkAssemblies.Contains(name))
        {
            _unknown[name] = _byName.TryGetValue(name, out var there) ? there.Summary.Problem ?? "it lacks what is used of it" : "it was not found";
        }
    }
}

/// <summary>A file of the closure.</summary>
/// <param name="Path">Absolute path.</param>
/// <param name="Package">Id of its package; the assembly's name where it comes from none.</param>
public sealed record ClosureFile(string Path, string Package);
