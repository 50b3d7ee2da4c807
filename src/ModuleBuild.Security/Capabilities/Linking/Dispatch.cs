using ModuleBuild.Security.Capabilities.Summaries;

namespace ModuleBuild.Security.Capabilities.Linking;

/// <summary>Which methods run where a virtual member is called on an object of a type.</summary>
internal sealed class Dispatch
{
    private readonly Dictionary<(TypeNode, MethodNode), MethodNode[]> _known = [];
    private readonly Dictionary<TypeNode, MethodNode[]> _foreign = [];

    /// <summary>The implementations of a member in a type; several where a generic interface is implemented with several arguments.</summary>
    public MethodNode[] Find(TypeNode type, MethodNode slot)
    {
        if (!_known.TryGetValue((type, slot), out var found))
        {
            found = [.. (slot.Type.Is(TypeTraits.Interface) ? OfInterface(type, slot) : OfClass(type, slot)).Distinct()];
            _known.Add((type, slot), found);
        }

        return found;
    }

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

    /// <summary>Static members of a type that implement those of interfaces of .NET, as <c>IParsable.Parse</c>: generic code of .NET calls them.</summary>
    public static IEnumerable<MethodNode> ForeignStatics(TypeNode type) => type.Summary.Overrides
        .Where(pair => pair.Body < type.Assembly.Summary.Methods.Length
            && type.Assembly.ResolveMember(pair.Declaration) is null && type.Assembly.Method(pair.Body).Is(MethodTraits.Static))
        .Select(pair => type.Assembly.Method(pair.Body));

    /// <summary>Implementations in a type of members that others can see, and so may call.</summary>
    public IEnumerable<MethodNode> Visible(TypeNode type) => VisibleOfClass(type).Concat(type.Supertypes.Interfaces
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

    private static IEnumerable<MethodNode> OfClass(TypeNode type, MethodNode slot)
    {
        foreach (var declared in type.Supertypes.Chain.Where(entry => entry.Type == slot.Type).Take(1))
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

    private static IEnumerable<MethodNode> OfInterface(TypeNode type, MethodNode slot)
    {
        foreach (var declared in type.Supertypes.Interfaces.Where(entry => entry.Type == slot.Type))
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

            var defaults = type.Supertypes.Interfaces.SelectMany(level => Explicit(level, slot, wanted)).Where(method => !method.Is(MethodTraits.Abstract)).ToList();
            foreach (var method in defaults.Count > 0 ? defaults : slot.Is(MethodTraits.Abstract) ? [] : [slot])
            {
                yield return method;
            }
        }
    }

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
        var overridden = new HashSet<string>(StringComparer.Ordinal);
        var ours = type.Supertypes.Interfaces
            .SelectMany(entry => entry.Type.Methods.Select(method => Supertypes.Substitute(method.SlotKey, entry.Arguments)))
            .ToHashSet(StringComparer.Ordinal);
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

        foreach (var level in type.Supertypes.Chain)
        {
            foreach (var method in level.Type.Methods.Where(method => method.Is(MethodTraits.Virtual) && !method.Is(MethodTraits.Static)))
            {
                var key = Supertypes.Substitute(method.SlotKey, level.Arguments);
                var isForeign = method.Is(MethodTraits.NewSlot)
                    ? type.Supertypes.HasForeignInterface && method.Is(MethodTraits.Visible) && !ours.Contains(key)
                    : !IsOfAbove(type, level, key);
                if (overridden.Add(key) && isForeign && !method.Is(MethodTraits.Abstract))
                {
                    yield return method;
                }
            }
        }
    }

    private static bool IsOfAbove(TypeNode type, Supertype level, string key) => type.Supertypes.Chain
        .SkipWhile(entry => entry != level)
        .Skip(1)
        .Any(entry => Array.Exists(entry.Find(key), method => method.Is(MethodTraits.Virtual) && method.Is(MethodTraits.NewSlot)));
}
