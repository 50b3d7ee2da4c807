using ModuleBuild.Security.Capabilities.Summaries;

namespace ModuleBuild.Security.Capabilities.Bodies;

/// <summary>The edges of one body after the other, and the sites and texts of all of them, to which edges refer by number.</summary>
internal sealed class EdgeList
{
    private readonly List<Edge> _edges = [];
    private readonly HashSet<int> _looked = [];
    private readonly HashSet<int> _used = [];
    private readonly HashSet<(EdgeKind, int, int)> _distinct = [];
    private readonly List<CapabilitySite> _sites = [];
    private readonly List<string> _texts = [];

    /// <summary>All sites so far.</summary>
    public CapabilitySite[] Sites => [.. _sites];

    /// <summary>All texts so far.</summary>
    public string[] Texts => [.. _texts];

    /// <summary>How many edges the body has so far; the number of the last, from 1.</summary>
    public int Count => _edges.Count;

    /// <summary>Begins a body.</summary>
    public void Start()
    {
        _edges.Clear();
        _looked.Clear();
        _used.Clear();
    }

    /// <summary>Ends a body: types that were only looked at make nothing, and what is done again the same way says nothing new.</summary>
    public Edge[] Finish()
    {
        _distinct.Clear();
        return [.. _edges.Where((edge, at) => (_looked.Count == 0 || !_looked.Contains(at + 1) || _used.Contains(at + 1))
            && (edge.Kind == EdgeKind.Site || _edges.Count == 1 || _distinct.Add((edge.Kind, edge.Operand, edge.Extra))))];
    }

    /// <summary>Adds an edge.</summary>
    public void Add(Edge edge) => _edges.Add(edge);

    /// <summary>Adds a use of a member of the map.</summary>
    public void AddSite(CapabilitySite site, int offset)
    {
        _sites.Add(site);
        _edges.Add(new Edge(EdgeKind.Site, _sites.Count - 1, -1, offset));
    }

    /// <summary>Adds a look-up by name.</summary>
    public void AddNamed(EdgeKind kind, string text, int type, int offset)
    {
        _texts.Add(text);
        _edges.Add(new Edge(kind, _texts.Count - 1, type, offset));
    }

    /// <summary>A value is used in a way that is not followed.</summary>
    public void Use(Value value) => Note(value, isHarmless: false);

    /// <summary>A value is used: where that is harmless, a type is only looked at.</summary>
    public void Note(Value value, bool isHarmless)
    {
        if (value.Edge > 0)
        {
            (isHarmless ? _looked : _used).Add(value.Edge);
        }
    }
}
