using ModuleBuild.Security.Capabilities.Linking;
using ModuleBuild.Security.Capabilities.Summaries;

namespace ModuleBuild.Security.Capabilities.Slicing;

/// <summary>Notes what is used and not there.</summary>
internal static class Missing
{
    /// <summary>A type of the closure, or null; then the assembly is noted, where it could not be found.</summary>
    /// <param name="assembly">Who refers to it.</param>
    /// <param name="use">Number of the type among its uses.</param>
    public static TypeNode? Find(LinkedAssembly assembly, int use)
    {
        var type = assembly.Resolve(use).Type;
        if (type is null)
        {
            Note(assembly, use);
        }

        return type;
    }

    /// <summary>Notes the assembly of a type, where it could not be found.</summary>
    /// <param name="assembly">Who refers to it.</param>
    /// <param name="use">Number of the type among its uses.</param>
    public static void Note(LinkedAssembly assembly, int use)
    {
        if (assembly.Resolve(use).IsMissing)
        {
            var written = assembly.Summary.TypeUses[use];
            assembly.Universe.NoteUnknown((written.Kind == TypeUseKind.Instance ? assembly.Summary.TypeUses[written.Index] : written).Assembly);
        }
    }
}
