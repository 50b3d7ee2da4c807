using ModuleBuild.Security.Capabilities.Summaries;

namespace ModuleBuild.Security.Capabilities.Bodies;

/// <summary>Whether types are of this assembly or a package, or are parameters that may stand for such: all others need no edge.</summary>
internal static class GenericInterest
{
    private const int MostDepth = 64;

    /// <summary>Whether a type, or the generic type of which it is an instance, is not one of .NET's own.</summary>
    public static bool IsOurs(TypeUses types, int number, int depth = 0)
    {
        var use = types[number];
        return use.Kind switch
        {
            TypeUseKind.Definition => true,
            TypeUseKind.Reference => !FrameworkAssemblies.Contains(use.Assembly),
            TypeUseKind.Instance => IsOurs(types, use.Index, depth + 1) || HasOurs(types, use.Arguments, depth + 1),
            TypeUseKind.Other => HasOurs(types, use.Arguments, depth + 1),
            _ => false,
        };
    }

    /// <summary>The same, or a type parameter.</summary>
    public static bool IsOursOrOpen(TypeUses types, int number, int depth = 0)
    {
        var use = types[number];
        return use.Kind is TypeUseKind.TypeParameter or TypeUseKind.MethodParameter
            || IsOurs(types, number, depth)
            || (depth < MostDepth && use.Arguments.Any(argument => IsOursOrOpen(types, argument, depth + 1)));
    }

    /// <summary>Whether a member is used with arguments, of its type or its own, that count.</summary>
    public static bool HasArguments(TypeUses types, WrittenMember member) =>
        member.Arguments.Any(argument => IsOursOrOpen(types, argument))
        || types[member.Parent].Arguments.Any(argument => IsOursOrOpen(types, argument));

    private static bool HasOurs(TypeUses types, int[] numbers, int depth) =>
        depth < MostDepth && numbers.Any(number => IsOurs(types, number, depth));
}
