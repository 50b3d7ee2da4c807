using ModuleBuild.Core.Capabilities;
using ModuleBuild.Security.Capabilities.Linking;
using ModuleBuild.Security.Capabilities.Summaries;

namespace ModuleBuild.Security.Capabilities.Slicing;

/// <summary>
/// The most that slices of a closure can meet, and how much of it the current one has met: capabilities by package, of which only the first
/// way counts. What a slice meets grows with where it starts, so one that starts everywhere meets the most.
/// </summary>
internal sealed class MostSites
{
    private readonly Dictionary<(Capability Capability, string Package), int> _numbers = [];
    private readonly Dictionary<(LinkedAssembly Assembly, int Site), int> _bySite = [];
    private readonly HashSet<int> _met = [];

    /// <summary>Of a slice that started everywhere.</summary>
    public MostSites(Slice everything)
    {
        foreach (var (method, edge) in everything.Sites)
        {
            var key = KeyOf(method, edge);
            if (!_numbers.TryGetValue(key, out var number))
            {
                _numbers.Add(key, number = _numbers.Count);
            }

            _bySite[(method.Type.Assembly, edge.Operand)] = number;
        }
    }

    /// <summary>Whether nothing can be met.</summary>
    public bool IsEmpty => _numbers.Count == 0;

    /// <summary>Whether all of it was met.</summary>
    public bool IsMet => _met.Count == _numbers.Count;

    /// <summary>A slice begins.</summary>
    public void Begin() => _met.Clear();

    /// <summary>A site is met.</summary>
    public void Meet(MethodNode method, Edge edge) => _met.Add(_bySite[(method.Type.Assembly, edge.Operand)]);

    /// <summary>What counts of a site.</summary>
    public static (Capability Capability, string Package) KeyOf(MethodNode method, Edge edge)
    {
        var site = method.Type.Assembly.Summary.Sites[edge.Operand];
        return (new Capability(site.Kind, site.Target), method.Type.Assembly.File.Package);
    }
}
