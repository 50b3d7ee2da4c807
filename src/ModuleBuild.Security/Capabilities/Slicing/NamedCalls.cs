using ModuleBuild.Security.Capabilities.Bodies;
using ModuleBuild.Security.Capabilities.Linking;
using ModuleBuild.Security.Capabilities.Summaries;

namespace ModuleBuild.Security.Capabilities.Slicing;

/// <summary>Calls by name: of members of a known type, or of whatever object it is.</summary>
/// <param name="reach">Told what runs.</param>
internal sealed class NamedCalls(Action<IEnumerable<MethodNode>> reach)
{
    private readonly HashSet<(LinkedAssembly, string)> _names = [];
    private readonly Dictionary<(LinkedAssembly, string), List<MethodNode>> _members = [];
    private readonly Kept<TypeNode> _indexed = new();

    /// <summary>Forgets all calls.</summary>
    public void Clear()
    {
        _names.Clear();
        _indexed.Keep();
    }

    /// <summary>Forgets all calls, and the objects since <see cref="Clear"/>.</summary>
    public void TakeBack()
    {
        _names.Clear();
        _indexed.TakeBack(type =>
        {
            foreach (var method in type.Methods)
            {
                var members = _members[(method.Type.Assembly, NameOf(method))];
                members.RemoveAt(members.Count - 1);
            }
        });
    }

    /// <summary>
    /// A member is looked up by its name. Where the type is not known, objects of types of the same assembly count: a library that looks
    /// for <c>Add</c> does not mean every <c>Add</c> there is.
    /// </summary>
    public void Call(LinkedAssembly assembly, Edge edge)
    {
        var name = assembly.Summary.Texts[edge.Operand];
        if (edge.Extra >= 0)
        {
            if (assembly.Resolve(edge.Extra).Type is { } type)
            {
                reach(type.Supertypes.Chain.SelectMany(entry => entry.Type.Methods).Where(method => IsMeant(method, name)));
            }
        }
        else if (_names.Add((assembly, name)))
        {
            reach((_members.GetValueOrDefault((assembly, name)) ?? []).ToList());
        }
    }

    /// <summary>There is an object of a type: its members may be looked up.</summary>
    public void Index(TypeNode type)
    {
        foreach (var method in type.Supertypes.Chain.Select(entry => entry.Type).Where(_indexed.Add).SelectMany(entry => entry.Methods))
        {
            var key = (method.Type.Assembly, NameOf(method));
            if (!_members.TryGetValue(key, out var members))
            {
                _members.Add(key, members = []);
            }

            members.Add(method);
            if (_names.Contains(key))
            {
                reach([method]);
            }
        }
    }

    private static bool IsMeant(MethodNode method, string name) => name switch
    {
        MemberNames.All => !method.Is(MethodTraits.Abstract),
        MemberNames.Properties => NameOf(method).Length < method.Summary.Name.Length,
        _ => NameOf(method) == name || method.Summary.Name == name,
    };

    // A property is looked up by its own name, not by that of its accessor.
    private static string NameOf(MethodNode method)
    {
        var name = method.Summary.Name;
        return name.StartsWith("get_", StringComparison.Ordinal) || name.StartsWith("set_", StringComparison.Ordinal) ? name[4..] : name;
    }
}
