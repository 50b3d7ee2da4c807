using ModuleBuild.Security.Capabilities.Bodies;
using ModuleBuild.Security.Capabilities.Linking;
using ModuleBuild.Security.Capabilities.Summaries;

namespace ModuleBuild.Security.Capabilities.Slicing;

/// <summary>Calls by name: of members of a known type, or of whatever object it is.</summary>
/// <param name="reach">Told what runs.</param>
internal sealed class NamedCalls(Action<IEnumerable<MethodNode>> reach)
{
    private readonly HashSet<(LinkedAssembly, string)> _names = [];
    private readonly List<TypeNode> _types = [];
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
        _indexed.TakeBack(_ => _types.RemoveAt(_types.Count - 1));
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
            reach([.. _types.Where(known => known.Assembly == assembly).SelectMany(known => known.Methods).Where(method => method.LookedUpName == name)]);
        }
    }

    /// <summary>There is an object of a type: its members may be looked up.</summary>
    public void Index(TypeNode type)
    {
        foreach (var entry in type.Supertypes.Chain)
        {
            if (_indexed.Add(entry.Type))
            {
                _types.Add(entry.Type);
                if (_names.Count > 0)
                {
                    reach([.. entry.Type.Methods.Where(method => _names.Contains((method.Type.Assembly, method.LookedUpName)))]);
                }
            }
        }
    }

    private static bool IsMeant(MethodNode method, string name) => name switch
    {
        MemberNames.All => !method.Is(MethodTraits.Abstract),
        MemberNames.Properties => method.LookedUpName.Length < method.Summary.Name.Length,
        _ => method.LookedUpName == name || method.Summary.Name == name,
    };
}
