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
    private readonly HashSet<string> _names = new(StringComparer.Ordinal);
    private readonly List<string> _namesInOrder = [];

    /// <summary>Forgets all calls.</summary>
    public void Clear()
    {
        _slots.Clear();
        _names.Clear();
        _namesInOrder.Clear();
    }

    /// <summary>A virtual member is called.</summary>
    public void Slot(MethodNode slot)
    {
        if (!_slots.TryGetValue(slot.Type, out var slots))
        {
            _slots.Add(slot.Type, slots = []);
        }

        if (slots.Contains(slot))
        {
            return;
        }

        slots.Add(slot);
        foreach (var (type, level) in creations.Below(slot.Type))
        {
            Answer(type, level, slot);
        }
    }

    /// <summary>A member is looked up by its name, of a type or of whatever object it is.</summary>
    public void Named(LinkedAssembly assembly, Edge edge)
    {
        var name = assembly.Summary.Texts[edge.Operand];
        if (edge.Extra >= 0)
        {
            if (assembly.Resolve(edge.Extra).Type is { } type)
            {
                reach(Members(type, name));
            }
        }
        else if (_names.Add(name))
        {
            _namesInOrder.Add(name);
            foreach (var type in creations.AtLeast(CreationLevel.Receiver).ToList())
            {
                reach(Members(type, name));
            }
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
            reach(_namesInOrder.ToList().SelectMany(name => Members(type, name)));
        }
    }

    private void Answer(TypeNode type, CreationLevel level, MethodNode slot)
    {
        if (level > CreationLevel.Passed || slot.Is(MethodTraits.Static))
        {
            reach(dispatch.Find(type, slot));
        }
    }

    private static IEnumerable<MethodNode> Members(TypeNode type, string name) => type.Supertypes.Chain
        .SelectMany(entry => entry.Type.Methods)
        .Where(method => method.Summary.Name == name || method.Summary.Name == "get_" + name || method.Summary.Name == "set_" + name);
}
