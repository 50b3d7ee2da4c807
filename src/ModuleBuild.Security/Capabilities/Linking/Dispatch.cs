using ModuleBuild.Security.Capabilities.Slicing;
using ModuleBuild.Security.Capabilities.Summaries;

namespace ModuleBuild.Security.Capabilities.Linking;

/// <summary>Which methods run where a virtual member is called on an object of a type.</summary>
internal sealed class Dispatch
{
    private readonly OutsideCalls _outside = new();
    private readonly Dictionary<TypeNode, MethodNode[]> _foreign = [];
    private readonly Dictionary<TypeNode, MethodNode[]> _visible = [];
    private int _slices;

    /// <summary>A number for what is reached from here on. One slice runs at a time; what it marks is its own until the next begins.</summary>
    public int Next() => ++_slices;

    /// <summary>The implementations of a member in a type; several where a generic interface is implemented with several arguments.</summary>
    /// <param name="type">The type of the object.</param>
    /// <param name="call">The member, and of which instance of its type.</param>
    public static MethodNode[] Find(TypeNode type, SlotCall call)
    {
        if (!type.Assembly.Universe.IsSlicedOften)
        {
            return FindAnew(type, call);
        }

        call.Known ??= [];
        if (!call.Known.TryGetValue(type, out var found))
        {
            found = FindAnew(type, call);
            call.Known.Add(type, found);
        }

        return found;
    }

    private static MethodNode[] FindAnew(TypeNode type, SlotCall call) => call.Slot.Type.Is(TypeTraits.Interface)
        ? InterfaceDispatch.Find(type, call.Slot, call.Arguments)
        : OfClass(type, call.Slot, call.Arguments)?.Alone ?? [];

    /// <summary>The implementations of a member in a type, of whatever instance.</summary>
    public static MethodNode[] Find(TypeNode type, MethodNode slot) => Find(type, SlotCall.Any(slot));

    /// <summary>Methods that .NET, or others who are not there, call on objects of a type: they override or implement members of theirs.</summary>
    public MethodNode[] Foreign(TypeNode type)
    {
        if (!_foreign.TryGetValue(type, out var found))
        {
            found = _outside.Foreign(type);
            _foreign.Add(type, found);
        }

        return found;
    }

    /// <summary>Implementations in a type of members that others can see, and so may call.</summary>
    public MethodNode[] Visible(TypeNode type)
    {
        if (!_visible.TryGetValue(type, out var found))
        {
            found = _outside.Visible(type);
            _visible.Add(type, found);
        }

        return found;
    }

    /// <summary>Whether a method runs where its type is made by reflection.</summary>
    public static bool RunsAt(CreationLevel level, MethodNode method) => method.Is(MethodTraits.Constructor)
        || (method.Is(MethodTraits.Native) && HasOnlyNative(method.Type))
        || (level >= CreationLevel.Filled && method.Is(MethodTraits.PropertyAccessor))
        || (level == CreationLevel.Read && method.Is(MethodTraits.PropertyAccessor) && method.Summary.Name.StartsWith("get_", StringComparison.Ordinal))
        || (level >= CreationLevel.Called && method.Is(MethodTraits.Visible) && !method.Is(MethodTraits.Abstract));

    // Nothing can be done with such a type but to look its functions up.
    private static bool HasOnlyNative(TypeNode type) => type.Methods.All(method => method.Is(MethodTraits.Native) || method.Is(MethodTraits.Constructor));

    /// <summary>Static members of a type that implement those of interfaces of .NET, as <c>IParsable.Parse</c>: generic code of .NET calls them.</summary>
    public static IEnumerable<MethodNode> ForeignStatics(TypeNode type) => type.Overrides.Length == 0 ? [] : type.Overrides
        .Where(one => one.Declared is null && one.Body.Is(MethodTraits.Static))
        .Select(one => one.Body);

    /// <summary>The implementation in a class of a member of it or of a base type, or null.</summary>
    /// <param name="type">The type of the object.</param>
    /// <param name="slot">The member.</param>
    /// <param name="arguments">Texts of the arguments of the type that declares it; null where any will do.</param>
    public static MethodNode? OfClass(TypeNode type, MethodNode slot, string[]? arguments = null)
    {
        var chain = type.Supertypes.Chain;
        if (Array.Find(chain, entry => entry.Type == slot.Type && entry.MayBe(arguments)) is not { } declared)
        {
            return null;
        }

        var wanted = declared.KeyOf(slot);
        foreach (var level in chain)
        {
            var isLast = level.Type == slot.Type;
            if ((Explicit(level, slot, wanted) ?? (isLast ? slot : level.Slots.FindOverride(wanted))) is { } found)
            {
                return found.Is(MethodTraits.Abstract) ? null : found;
            }

            if (isLast)
            {
                break;
            }
        }

        return null;
    }

    /// <summary>The first explicit implementation of a member at a level, or null.</summary>
    /// <param name="level">The type, as the lowest type sees it.</param>
    /// <param name="slot">The member.</param>
    /// <param name="wanted">Its key for the lowest type.</param>
    public static MethodNode? Explicit(Supertype level, MethodNode slot, int wanted)
    {
        foreach (var one in level.Type.Overrides)
        {
            if (one.Implements(slot, wanted, level))
            {
                return one.Body;
            }
        }

        return null;
    }
}
