using ModuleBuild.Security.Capabilities.Linking;
using ModuleBuild.Security.Capabilities.Summaries;

namespace ModuleBuild.Security.Capabilities.Slicing;

/// <summary>Calls of which the objects decide what runs: of virtual members, and by name. Each is answered by all types that are made, before or after.</summary>
/// <param name="dispatch">What runs for a type.</param>
/// <param name="creations">Types that are made.</param>
/// <param name="reach">Told what runs.</param>
internal sealed class OpenCalls(Dispatch dispatch, Creations creations, Action<IEnumerable<MethodNode>> reach)
{
    private readonly Dictionary<TypeNode, List<MethodNode>> _slots = [];
    private readonly HashSet<MethodNode> _called = [];
    private readonly HashSet<(LinkedAssembly, string)> _names = [];
    private readonly Dictionary<(LinkedAssembly, string), List<MethodNode>> _members = [];
    private readonly HashSet<TypeNode> _indexed = [];

    /// <summary>Forgets all calls.</summary>
    public void Clear()
    {
        _slots.Clear();
        _called.Clear();
        _names.Clear();
    }

    /// <summary>A virtual member is called.</summary>
    public void Slot(MethodNode slot)
    {
        if (!_called.Add(slot))
        {
            return;
        }

        if (!_slots.TryGetValue(slot.Type, out var slots))
        {
            _slots.Add(slot.Type, slots = []);
        }

        slots.Add(slot);
        foreach (var (type, level) in creations.Below(slot.Type))
        {
            Answer(type, level, slot);
        }
    }

    /// <summary>
    /// A member is looked up by its name: of a type, or of whatever object it is. Then objects of types of the same assembly count: a
    /// library that looks for <c>Add</c> does not mean every <c>Add</c> there is.
    /// </summary>
    public void Named(LinkedAssembly assembly, Edge edge)
    {
        var name = assembly.Summary.Texts[edge.Operand];
        if (edge.Extra >= 0)
        {
            if (assembly.Resolve(edge.Extra).Type is { } type)
            {
                reach(type.Supertypes.Chain.SelectMany(entry => entry.Type.Methods).Where(method => NameOf(method) == name || method.Summary.Name == name));
            }
        }
        else if (_names.Add((assembly, name)))
        {
            reach((_members.GetValueOrDefault((assembly, name)) ?? []).ToList());
        }
    }

    /// <summary>A type is made: the calls so far may be of it.</summary>
    public void Answer(TypeNode type, CreationLevel level)
    {
        foreach (var slot in type.Supertypes.All.SelectMany(entry => _slots.GetValueOrDefault(entry.Type) ?? []).ToList())
        {
            Answer(type, level, slot);
        }

        if (level >= CreationLevel.Receiver)
        {
            Index(type);
        }
    }

    private void Index(TypeNode type)
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

    // A property is looked up by its own name, not by that of its accessor.
    private static string NameOf(MethodNode method)
    {
        var name = method.Summary.Name;
        return name.StartsWith("get_", StringComparison.Ordinal) || name.StartsWith("set_", StringComparison.Ordinal) ? name[4..] : name;
    }

    private void Answer(TypeNode type, CreationLevel level, MethodNode slot)
    {
        if (level > CreationLevel.Passed || slot.Is(MethodTraits.Static))
        {
            reach(dispatch.Find(type, slot));
        }
    }
}
