using System.Reflection;
using System.Reflection.Metadata;

namespace ModuleBuild.Security.Compatibility.Metadata;

/// <summary>Whether a member is there.</summary>
internal enum Presence
{
    /// <summary>It is, or nobody can know: a base type is in an assembly that is not at hand.</summary>
    There,

    /// <summary>Its assembly is not.</summary>
    NoAssembly,

    /// <summary>Its type is not.</summary>
    NoType,

    /// <summary>It is not, by that signature.</summary>
    NoMember,

    /// <summary>It is, and may not be used from outside (any more).</summary>
    Hidden,
}

/// <summary>What was found of a member.</summary>
/// <param name="Presence">Whether it is there.</param>
/// <param name="Type">The type that defines it; null where none is known.</param>
/// <param name="Member">Its definition: nil where the type itself was meant.</param>
internal readonly record struct Lookup(Presence Presence, ApiType? Type = null, EntityHandle Member = default);

/// <summary>Finds members as the runtime binds them: by name and exact signature, in the type that is named and then in its bases.</summary>
internal static class MemberLookup
{
    // Those of System.Object, whose assembly need not be at hand.
    private static readonly HashSet<string> OfAllTypes = ["ToString", "Equals", "GetHashCode", "GetType", "MemberwiseClone", "Finalize", "ReferenceEquals"];

    /// <summary>Finds a type, or a member of it.</summary>
    /// <param name="set">Where.</param>
    /// <param name="assembly">Simple name of the assembly that the reference names.</param>
    /// <param name="type">Full name of the type.</param>
    /// <param name="key">The member; null where the type itself is meant.</param>
    /// <param name="caller">Simple name of the assembly that uses it.</param>
    public static Lookup Find(ApiSet set, string assembly, string type, MemberKey? key, string caller)
    {
        if (!set.Holds(assembly))
        {
            return new Lookup(set.Names(assembly) ? Presence.There : Presence.NoAssembly);
        }

        if (set.Find(new TypeUse(assembly, type, []), out var leaves) is not { } found)
        {
            return new Lookup(leaves ? Presence.There : Presence.NoType);
        }

        return !found.Assembly.IsVisible(found.Handle) && !found.Assembly.Befriends(caller) ? new Lookup(Presence.Hidden, found)
            : key is null ? new Lookup(Presence.There, found)
            : FindMember(set, found, key, caller);
    }

    /// <summary>Whether a method can be seen from outside, or by derived types there.</summary>
    public static bool IsVisible(MethodAttributes attributes) =>
        (attributes & MethodAttributes.MemberAccessMask) is MethodAttributes.Public or MethodAttributes.Family or MethodAttributes.FamORAssem;

    private static Lookup FindMember(ApiSet set, ApiType start, MemberKey key, string caller)
    {
        // Constructors are not inherited. Members of interfaces are looked for in their bases too: the runtime is stricter, and who moves
        // a member there breaks more than callers.
        var inherited = key.Name is not (".ctor" or ".cctor");
        foreach (var type in start.IsInterface ? set.InterfacesOf(start).Prepend(start) : set.Chain(start))
        {
            if (Declared(type, key) is { } member)
            {
                var visible = member.Visible || type.Assembly.Befriends(caller);
                return new Lookup(visible ? Presence.There : Presence.Hidden, type, member.Handle);
            }

            if (!inherited)
            {
                break;
            }

            set.BaseOf(type, out var leaves);
            if (leaves && (!set.IsEnd(type) || OfAllTypes.Contains(key.Name)))
            {
                return new Lookup(Presence.There);
            }
        }

        return new Lookup(Presence.NoMember, start);
    }

    private static (EntityHandle Handle, bool Visible)? Declared(ApiType type, MemberKey key)
    {
        var reader = type.Assembly.Reader;
        if (key.IsField)
        {
            foreach (var handle in type.Definition.GetFields())
            {
                var field = reader.GetFieldDefinition(handle);
                if (reader.StringComparer.Equals(field.Name, key.Name) && SignatureKey.Of(reader, field, type.Arguments) == key.Signature)
                {
                    return (handle, (field.Attributes & FieldAttributes.FieldAccessMask) is FieldAttributes.Public or FieldAttributes.Family or FieldAttributes.FamORAssem);
                }
            }

            return null;
        }

        foreach (var handle in type.Definition.GetMethods())
        {
            var method = reader.GetMethodDefinition(handle);
            if (reader.StringComparer.Equals(method.Name, key.Name) && SignatureKey.Of(reader, method, type.Arguments) == key.Signature)
            {
                return (handle, IsVisible(method.Attributes));
            }
        }

        return null;
    }
}
