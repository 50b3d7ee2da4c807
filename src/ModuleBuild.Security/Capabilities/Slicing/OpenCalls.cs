using ModuleBuild.Security.Capabilities.Linking;
using ModuleBuild.Security.Capabilities.Summaries;

namespace ModuleBuild.Security.Capabilities.Slicing;

/// <summary>Calls of virtual members, of which the objects decide what runs. Each is answered by all types that are made, before or after.</summary>
/// <param name="dispatch">Gives each slice its number.</param>
/// <param name="creations">Types that are made.</param>
/// <param name="run">Told what runs for which member.</param>
internal sealed class OpenCalls(Dispatch dispatch, Creations creations, Action<MethodNode, MethodNode[]> run)
{
    private readonly Dictionary<TypeNode, List<SlotCall>> _slots = [];
    private int _number = dispatch.Next();

    /// <summary>Forgets all calls.</summary>
    public void Clear()
    {
        _slots.Clear();
        _number = dispatch.Next();
    }

    /// <summary>A virtual member is called.</summary>
    public void Call(SlotCall call)
    {
        // Who called any instance, called this one.
        if (call.CalledIn == _number || (call.Arguments is not null && call.Slot.AnyCall?.CalledIn == _number))
        {
            return;
        }

        call.CalledIn = _number;
        if (!_slots.TryGetValue(call.Slot.Type, out var slots))
        {
            _slots.Add(call.Slot.Type, slots = []);
        }

        slots.Add(call);

        // What is made meanwhile answers for itself.
        var made = creations.Below(call.Slot.Type);
        for (int at = 0, count = made.Count; at < count; at++)
        {
            Answer(made[at].Type, made[at].Level, call);
        }
    }

    /// <summary>
    /// A member is called on a type, or on any: of a struct, and of a static member, the type says what runs; an object may be of any type
    /// below it.
    /// </summary>
    public void CallOn(TypeNode? type, MethodNode slot)
    {
        if (type is not null && (slot.Is(MethodTraits.Static) || type.Is(TypeTraits.ValueType)))
        {
            run(slot, Dispatch.Find(type, slot));
        }
        else
        {
            Call(SlotCall.Any(slot));
        }
    }

    /// <summary>A type is made: the calls so far may be of it.</summary>
    public void Answer(TypeNode type, CreationLevel level)
    {
        foreach (var above in type.Supertypes.Distinct)
        {
            // What is called meanwhile asks by itself.
            var calls = _slots.GetValueOrDefault(above) ?? [];
            for (int at = 0, count = calls.Count; at < count; at++)
            {
                Answer(type, level, calls[at]);
            }
        }
    }

    private void Answer(TypeNode type, CreationLevel level, SlotCall call)
    {
        if (level > CreationLevel.Passed || call.Slot.Is(MethodTraits.Static))
        {
            run(call.Slot, Dispatch.Find(type, call));
        }
    }
}
