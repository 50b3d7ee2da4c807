using ModuleBuild.Security.Capabilities.Linking;
using ModuleBuild.Security.Capabilities.Summaries;

namespace ModuleBuild.Security.Capabilities;

/// <summary>Types from which others come in.</summary>
internal static class EntryTypes
{
    /// <summary>A type by the name that somebody wrote: nested types with <c>+</c> or <c>.</c>, the namespace left out where that is clear.</summary>
    public static TypeNode? Find(IReadOnlyCollection<LinkedAssembly> roots, string name)
    {
        var types = roots.SelectMany(root => root.Types).ToList();
        return types.FirstOrDefault(type => type.Summary.Name == name)
            ?? types.FirstOrDefault(type => type.Summary.Name.Replace('+', '.') == name)
            ?? (types.Where(type => type.Summary.Name.EndsWith("." + name, StringComparison.Ordinal) || type.Summary.Name.EndsWith("+" + name, StringComparison.Ordinal)).ToList() is [var only] ? only : null);
    }

    /// <summary>Types of an assembly, and those that it forwards to others of the closure: who refers to it gets them.</summary>
    public static IEnumerable<TypeNode> Offered(LinkedAssembly assembly) => assembly.Types.Concat(Moved(assembly));

    /// <summary>Types whose methods others can call, in the order of the metadata.</summary>
    public static IEnumerable<TypeNode> Visible(IEnumerable<LinkedAssembly> roots) => roots
        .SelectMany(Offered)
        .Where(type => type.Is(TypeTraits.Visible) && !type.Is(TypeTraits.Delegate) && VisibleMethods(type).Any());

    /// <summary>Methods of a type that others can call.</summary>
    public static IEnumerable<MethodNode> VisibleMethods(TypeNode type) =>
        type.Methods.Where(method => method.Is(MethodTraits.Visible) && !method.Is(MethodTraits.Abstract));

    /// <summary>
    /// Methods of a type that somebody calls: those that are not private, explicit implementations and where a program starts. Where all
    /// are private, all: then the program is written so.
    /// </summary>
    public static IEnumerable<MethodNode> CalledMethods(TypeNode type)
    {
        var called = type.Methods.Where(method => !method.Is(MethodTraits.Private) || method.Is(MethodTraits.Virtual)
            || method.Row == type.Assembly.Summary.EntryPoint || method.Summary.Name is ".cctor" or "Main").ToList();
        return called.Exists(method => !method.Is(MethodTraits.Constructor) && method.Summary.Name != ".cctor") ? called : type.Methods;
    }

    /// <summary>Whether others can make objects of a type, or it is one whose objects are there anyway.</summary>
    public static bool IsMadeByOthers(TypeNode type) => !type.Is(TypeTraits.Abstract) && !type.Is(TypeTraits.Interface)
        && (type.Is(TypeTraits.ValueType) || type.Methods.Any(method => method.Is(MethodTraits.Constructor) && method.Is(MethodTraits.Visible)));

    // A nested type moves with the outermost.
    private static IEnumerable<TypeNode> Moved(LinkedAssembly assembly)
    {
        var moved = new Dictionary<LinkedAssembly, HashSet<string>>();
        foreach (var (name, target) in assembly.Summary.Forwards.OrderBy(forward => forward.Key, StringComparer.Ordinal))
        {
            var found = assembly.Universe.FindType(assembly.Name, name);
            if (found.Type is { } type)
            {
                (moved.TryGetValue(type.Assembly, out var names) ? names : moved[type.Assembly] = []).Add(name);
            }
            else if (found.IsMissing)
            {
                assembly.Universe.NoteUnknown(target);
            }
        }

        return moved.SelectMany(pair => pair.Key.Types.Where(type => pair.Value.Contains(type.Summary.Name.Split('+')[0])));
    }
}
