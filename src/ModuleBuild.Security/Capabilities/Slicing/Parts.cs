using ModuleBuild.Security.Capabilities.Linking;
using ModuleBuild.Security.Capabilities.Summaries;

namespace ModuleBuild.Security.Capabilities.Slicing;

/// <summary>What an object that is made from data consists of: the types of its properties and of the parameters of its constructors.</summary>
internal static class Parts
{
    private static readonly char[] Marks = ['<', '>', ',', '[', ']', '&', '*'];

    /// <summary>Types of the closure that are named there, also as arguments: <c>List&lt;Line&gt;</c>.</summary>
    public static IEnumerable<TypeNode> Of(TypeNode type) => type.Supertypes.Chain
        .SelectMany(entry => entry.Type.Methods)
        .Where(method => method.Is(MethodTraits.Constructor) || method.Is(MethodTraits.PropertyAccessor))
        .SelectMany(method => Named(method.Summary.Signature))
        .Distinct(StringComparer.Ordinal)
        .Select(name => type.Assembly.Universe.Find(type.Assembly, name))
        .OfType<TypeNode>();

    private static IEnumerable<string> Named(string signature)
    {
        var open = signature.IndexOf('(', StringComparison.Ordinal);
        return open < 0 ? [] : signature.Split([.. Marks, '(', ')', ' '], StringSplitOptions.RemoveEmptyEntries).Where(name => name[0] is not ('!' or '^' or '`'));
    }
}
