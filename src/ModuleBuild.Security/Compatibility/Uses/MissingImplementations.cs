using System.Reflection;
using System.Reflection.Metadata;
using ModuleBuild.Security.Capabilities.Summaries;
using ModuleBuild.Security.Compatibility.Metadata;

namespace ModuleBuild.Security.Compatibility.Uses;

/// <summary>An abstract member that a type of the module has to implement, and does not.</summary>
/// <param name="Owner">The host's interface or class.</param>
/// <param name="Member">The member, for people.</param>
/// <param name="Type">The module's type.</param>
internal readonly record struct MissingImplementation(string Owner, string Member, string Type);

/// <summary>
/// Finds abstract members that the module's types leave open: the runtime refuses to load such a type. Members with a default
/// implementation are not abstract, and may be added at any time.
/// </summary>
internal static class MissingImplementations
{
    /// <summary>Finds them.</summary>
    /// <param name="module">The module's assembly.</param>
    /// <param name="watched">Simple names of the assemblies whose members count.</param>
    /// <param name="set">One version of them, with all others and the module.</param>
    public static IEnumerable<MissingImplementation> Find(ApiAssembly module, IReadOnlySet<string> watched, ApiSet set)
    {
        foreach (var handle in module.Reader.TypeDefinitions)
        {
            var type = new ApiType(module, handle, []);
            if ((type.Definition.Attributes & (TypeAttributes.Interface | TypeAttributes.Abstract)) != 0)
            {
                continue;
            }

            var chain = set.Chain(type).ToList();
            if (!set.IsEnd(chain[^1]))
            {
                continue; // a base that is not at hand may implement anything
            }

            var interfaces = set.InterfacesOf(type);
            var explicitly = chain.Concat(interfaces).SelectMany(ExplicitlyImplemented).ToHashSet();
            var open = interfaces.Where(each => watched.Contains(each.Assembly.Name)).SelectMany(each => Open(each, chain, explicitly))
                .Concat(chain.Skip(1).Where(each => watched.Contains(each.Assembly.Name)).SelectMany(each => Open(each, chain.TakeWhile(derived => derived != each), explicitly)));
            foreach (var (owner, key) in open)
            {
                yield return new MissingImplementation(MemberText.Of(owner, null), MemberText.Of(owner, key), MemberText.Of(MetadataNames.Of(module.Reader, handle), null));
            }
        }
    }

    private static IEnumerable<(string Owner, MemberKey Key)> Open(ApiType type, IEnumerable<ApiType> candidates, HashSet<(string, string, string)> explicitly)
    {
        var (reader, name) = (type.Assembly.Reader, MetadataNames.Of(type.Assembly.Reader, type.Handle));
        var classes = candidates.ToList();
        foreach (var handle in type.Definition.GetMethods())
        {
            var method = reader.GetMethodDefinition(handle);
            if (!method.Attributes.HasFlag(MethodAttributes.Abstract))
            {
                continue;
            }

            var key = new MemberKey(reader.GetString(method.Name), SignatureKey.Of(reader, method, []));
            var seen = SignatureKey.Of(reader, method, type.Arguments);
            if (!explicitly.Contains((name, key.Name, key.Signature)) && !classes.Any(each => Implements(each, key.Name, seen, type.IsInterface)))
            {
                yield return (name, key);
            }
        }
    }

    // An abstract member of a class stands for one of an interface: that it is implemented is asked of the class.
    private static bool Implements(ApiType type, string name, string signature, bool ofInterface)
    {
        var reader = type.Assembly.Reader;
        foreach (var handle in type.Definition.GetMethods())
        {
            var method = reader.GetMethodDefinition(handle);
            var fits = ofInterface
                ? (method.Attributes & MethodAttributes.MemberAccessMask) == MethodAttributes.Public
                : !method.Attributes.HasFlag(MethodAttributes.NewSlot) && !method.Attributes.HasFlag(MethodAttributes.Abstract);
            var dispatched = method.Attributes.HasFlag(MethodAttributes.Virtual) || (ofInterface && method.Attributes.HasFlag(MethodAttributes.Static));
            if (fits && dispatched && reader.StringComparer.Equals(method.Name, name) && SignatureKey.Of(reader, method, type.Arguments) == signature)
            {
                return true;
            }
        }

        return false;
    }

    private static IEnumerable<(string Type, string Name, string Signature)> ExplicitlyImplemented(ApiType type)
    {
        var reader = type.Assembly.Reader;
        foreach (var handle in type.Definition.GetMethodImplementations())
        {
            var declaration = reader.GetMethodImplementation(handle).MethodDeclaration;
            if (declaration.Kind == HandleKind.MemberReference)
            {
                var member = reader.GetMemberReference((MemberReferenceHandle)declaration);
                if (SignatureKey.TypeOf(reader, member.Parent, []) is { } owner)
                {
                    yield return (owner.Name, reader.GetString(member.Name), SignatureKey.Of(reader, member));
                }
            }
            else if (declaration.Kind == HandleKind.MethodDefinition)
            {
                var method = reader.GetMethodDefinition((MethodDefinitionHandle)declaration);
                yield return (MetadataNames.Of(reader, method.GetDeclaringType()), reader.GetString(method.Name), SignatureKey.Of(reader, method, []));
            }
        }
    }
}
