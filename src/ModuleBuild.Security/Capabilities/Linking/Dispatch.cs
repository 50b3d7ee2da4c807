using ModuleBuild.Security.Capabilities.Slicing;
using ModuleBuild.Security.Capabilities.Summaries;

namespace ModuleBuild.Security.Capabilities.Linking;

/// <summary>Which methods run where a virtual member is called on an object of a type.</summary>
internal sealed class Dispatch
{
    private readonly Dictionary<TypeNode, MethodNode[]> _foreign = [];
    private int _slices;

    /// <summary>A number for what is reached from here on. One slice runs at a time; what it marks is its own until the next begins.</summary>
    public int Next() => ++_slices;

    /// <summary>The implementations of a member in a type; several where a generic interface is implemented with several arguments.</summary>
    /// <param name="type">The type of the object.</param>
    /// <param name="call">The member, and of which instance of its type.</param>
    public static MethodNode[] Find(TypeNode type, SlotCall call)
    {
        if (!call.Known.TryGetValue(type, out var found))
        {
            var slot = call.Slot;
            found = [.. (slot.Type.Is(TypeTraits.Interface) ? OfInterface(type, slot, call.Arguments) : OfClass(type, slot, call.Arguments)).Distinct()];
            call.Known.Add(type, found);
        }

        return found;
    }

    /// <summary>The implementations of a member in a type, of whatever instance.</summary>
    public static MethodNode[] Find(TypeNode type, MethodNode slot) => Find(type, SlotCall.Any(slot));

    /// <summary>Methods that .NET, or others who are not there, call on objects of a type: they override or implement members of theirs.</summary>
    public MethodNode[] Foreign(TypeNode type)
    {
        if (!_foreign.TryGetValue(type, out var found))
        {
            found = [.. FindForeign(type).Distinct()];
            _foreign.Add(type, found);
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
    public static IEnumerable<MethodNode> ForeignStatics(TypeNode type) => type.Summary.Overrides
        .Where(pair => pair.Body < type.Assembly.Summary.Methods.Length
            && type.Assembly.ResolveMember(pair.Declaration) is null && type.Assembly.Method(pair.Body).Is(MethodTraits.Static))
        .Select(pair => type.Assembly.Method(pair.Body));

    /// <summary>Implementations in a type of members that others can see, and so may call.</summary>
    public static IEnumerable<MethodNode> Visible(TypeNode type) => VisibleOfClass(type).Concat(type.Supertypes.Interfaces
        .Where(entry => entry.Type.Is(TypeTraits.Visible))
        .SelectMany(entry => entry.Type.Methods)
        .Where(method => method.Is(MethodTraits.Virtual) && method.Is(MethodTraits.Visible) && !method.Is(MethodTraits.Static))
        .SelectMany(method => Find(type, method)));

    // What is lowest of a key runs; whether others can see it, the type says that first declared it.
    private static IEnumerable<MethodNode> VisibleOfClass(TypeNode type)
    {
        var lowest = new Dictionary<string, MethodNode>(StringComparer.Ordinal);
        foreach (var level in type.Supertypes.Chain)
        {
            foreach (var (key, method) in level.VirtualMethods)
            {
                var found = lowest.GetValueOrDefault(key) ?? method;
                if (method.Is(MethodTraits.NewSlot) || level.Type.Summary.Base < 0)
                {
                    lowest.Remove(key);
                    if (level.Type.Is(TypeTraits.Visible) && method.Is(MethodTraits.Visible) && !found.Is(MethodTraits.Abstract))
                    {
                        yield return found;
                    }
                }
                else
                {
                    lowest.TryAdd(key, found);
                }
            }
        }
    }

    private static IEnumerable<MethodNode> OfClass(TypeNode type, MethodNode slot, string[]? arguments = null)
    {
        foreach (var declared in type.Supertypes.Chain.Where(entry => entry.Type == slot.Type && entry.MayBe(arguments)).Take(1))
        {
            var wanted = Supertypes.Substitute(slot.SlotKey, declared.Arguments);
            foreach (var level in type.Supertypes.Chain)
            {
                var found = Explicit(level, slot, wanted).FirstOrDefault() ?? Implicit(level, wanted, level.Type == slot.Type ? slot : null);
                if (found is not null)
                {
                    return found.Is(MethodTraits.Abstract) ? [] : [found];
                }

                if (level.Type == slot.Type)
                {
                    break;
                }
            }
        }

        return [];
    }

    private static IEnumerable<MethodNode> OfInterface(TypeNode type, MethodNode slot, string[]? arguments)
    {
        foreach (var declared in type.Supertypes.Interfaces.Where(entry => entry.Type == slot.Type && entry.MayBe(arguments)))
        {
            var wanted = Supertypes.Substitute(slot.SlotKey, declared.Arguments);
            var found = type.Supertypes.Chain
                .Select(level => Explicit(level, slot, wanted).FirstOrDefault() ?? OfPublic(level, wanted))
                .FirstOrDefault(method => method is not null);
            if (found is not null)
            {
                // What implements the interface may itself be overridden further down.
                foreach (var method in found.Is(MethodTraits.Virtual) && !found.Is(MethodTraits.Static) ? OfClass(type, found) : [found])
                {
                    yield return method;
                }

                continue;
            }

            var defaults = type.Supertypes.Interfaces.SelectMany(level => Explicit(level, slot, wanted)).ToList();
            foreach (var method in defaults.Count > 0 ? Lowest(defaults) : [slot])
            {
                if (!method.Is(MethodTraits.Abstract))
                {
                    yield return method;
                }
            }
        }
    }

    // Of interfaces that give a member a body, those count that no other of them builds upon.
    private static IEnumerable<MethodNode> Lowest(List<MethodNode> bodies) => bodies.Where(body =>
        !bodies.Exists(other => other.Type != body.Type && other.Type.Supertypes.Interfaces.Any(above => above.Type == body.Type)));

    private static IEnumerable<MethodNode> Explicit(Supertype level, MethodNode slot, string wanted)
    {
        var assembly = level.Type.Assembly;
        foreach (var (body, declaration) in level.Type.Summary.Overrides)
        {
            if (body < assembly.Summary.Methods.Length && assembly.ResolveMember(declaration) is { } declared && IsSame(declared, assembly, declaration, slot, wanted, level.Arguments))
            {
                yield return assembly.Method(body);
            }
        }
    }

    // A covariant override names the member that it narrows, which may be an override of the slot itself.
    private static bool IsSame(MethodNode declared, LinkedAssembly assembly, int declaration, MethodNode slot, string wanted, string[]? arguments)
    {
        if (declared != slot && (declared.Type.Is(TypeTraits.Interface) || slot.Type.Is(TypeTraits.Interface)))
        {
            return false;
        }

        var parent = assembly.Summary.TypeUses[assembly.Summary.MemberUses[declaration].Parent];
        string[]? given = parent.Kind == TypeUseKind.Instance
            ? [.. parent.Arguments.Select(argument => Supertypes.Substitute(assembly.Summary.TypeUses[argument].Text, arguments))]
            : null;
        return Supertypes.Substitute(declared.SlotKey, given) == wanted;
    }

    private static MethodNode? Implicit(Supertype level, string wanted, MethodNode? slot) =>
        slot ?? Array.Find(level.Find(wanted), method =>
            method.Is(MethodTraits.Virtual) && !method.Is(MethodTraits.NewSlot) && !method.Is(MethodTraits.Static));

    private static MethodNode? OfPublic(Supertype level, string wanted) =>
        Array.Find(level.Find(wanted), method => method.Is(MethodTraits.Visible));

    private static IEnumerable<MethodNode> FindForeign(TypeNode type)
    {
        foreach (var level in type.Supertypes.All)
        {
            var assembly = level.Type.Assembly;
            foreach (var (body, declaration) in level.Type.Summary.Overrides)
            {
                if (body < assembly.Summary.Methods.Length && assembly.ResolveMember(declaration) is null && !assembly.Method(body).Is(MethodTraits.Static))
                {
                    yield return assembly.Method(body);
                }
            }
        }

        var ours = type.Supertypes.Interfaces
            .SelectMany(entry => entry.Type.Methods.Select(method => Supertypes.Substitute(method.SlotKey, entry.Arguments)))
            .ToHashSet(StringComparer.Ordinal);

        // What is lowest of a key runs. Where it ends is the type that first declared it: .NET's, or one that implements an interface of .NET with it.
        var lowest = new Dictionary<string, MethodNode>(StringComparer.Ordinal);
        foreach (var level in type.Supertypes.Chain)
        {
            foreach (var (key, method) in level.VirtualMethods)
            {
                lowest.TryAdd(key, method);
                if (method.Is(MethodTraits.NewSlot))
                {
                    lowest.Remove(key, out var found);
                    if (method.Is(MethodTraits.Visible) && !found!.Is(MethodTraits.Abstract) && (type.Supertypes.IsForeignMember(method.Summary.Name) ?? !ours.Contains(key)))
                    {
                        yield return found;
                    }
                }
            }
        }

        foreach (var method in lowest.Values.Where(method => !method.Is(MethodTraits.Abstract)))
        {
            yield return method;
        }
    }
}
