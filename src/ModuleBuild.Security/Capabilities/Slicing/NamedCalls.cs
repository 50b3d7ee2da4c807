using ModuleBuild.Security.Capabilities.Bodies;
using ModuleBuild.Security.Capabilities.Linking;
using ModuleBuild.Security.Capabilities.Summaries;

namespace ModuleBuild.Security.Capabilities.Slicing;

/// <summary>Calls by name: of members of a known type, or of whatever object it is.</summary>
/// <param name="reach">Told what runs.</param>
internal sealed class NamedCalls(Action<IEnumerable<MethodNode>> reach)
{
    private readonly HashSet<(LinkedAssembly, string)> _names = [];
    private readonly Dictionary<TypeNode, List<MethodNode>> _waiting = [];
    private readonly Kept<TypeNode> _indexed = new();
    private readonly Dictionary<TypeNode, int> _order = [];

    /// <summary>Forgets all calls.</summary>
    public void Clear()
    {
        _names.Clear();
        _waiting.Clear();
        _indexed.Keep();
    }

    /// <summary>Forgets all calls, and the objects since <see cref="Clear"/>.</summary>
    public void TakeBack()
    {
        _names.Clear();
        _waiting.Clear();
        _indexed.TakeBack(type => _order.Remove(type));
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
            var there = new List<MethodNode>();
            foreach (var method in assembly.Named(name))
            {
                if (!_order.ContainsKey(method.Type))
                {
                    Wait(method);
                }
                else
                {
                    there.Add(method);
                }
            }

            reach(there.OrderBy(method => _order[method.Type]).ToList());
        }
    }

    /// <summary>There is an object of a type: its members may be looked up.</summary>
    public void Index(TypeNode type)
    {
        foreach (var entry in type.Supertypes.Chain)
        {
            if (_indexed.Add(entry.Type))
            {
                _order.Add(entry.Type, _order.Count);
                if (_waiting.Remove(entry.Type, out var methods))
                {
                    reach(methods.OrderBy(method => method.Row));
                }
            }
        }
    }

    private void Wait(MethodNode method)
    {
        if (!_waiting.TryGetValue(method.Type, out var methods))
        {
            _waiting.Add(method.Type, methods = []);
        }

        methods.Add(method);
    }

    private static bool IsMeant(MethodNode method, string name) => name switch
    {
        MemberNames.All => !method.Is(MethodTraits.Abstract),
        MemberNames.Properties => MethodNode.LookedUpName(method.Summary.Name).Length < method.Summary.Name.Length,
        _ => MethodNode.LookedUpName(method.Summary.Name) == name || method.Summary.Name == name,
    };
}
