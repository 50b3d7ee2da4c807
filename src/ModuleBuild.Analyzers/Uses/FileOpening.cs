using System.Collections.Immutable;
using Microsoft.CodeAnalysis.Operations;

namespace ModuleBuild.Analyzers.Uses;

/// <summary>Constants of <c>FileAccess</c> that say that a file is only read, or only written, as the analysis of the closure understands them.</summary>
internal static class FileOpening
{
    private const int ReadOnly = 1;
    private const int WriteOnly = 2;

    /// <summary>Whether the arguments of a call rule out a capability that the map gives it.</summary>
    /// <param name="kind">The capability.</param>
    /// <param name="arguments">The arguments.</param>
    public static bool RulesOut(string kind, ImmutableArray<IArgumentOperation> arguments)
    {
        if (kind is not ("file:read" or "file:write"))
        {
            return false;
        }

        foreach (var argument in arguments)
        {
            if (argument.Parameter?.Type.Name == "FileAccess" && argument.Value.ConstantValue is { HasValue: true, Value: int access })
            {
                return access == (kind == "file:read" ? WriteOnly : ReadOnly);
            }
        }

        return false;
    }
}
