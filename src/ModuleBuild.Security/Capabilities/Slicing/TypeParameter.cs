using ModuleBuild.Security.Capabilities.Linking;

namespace ModuleBuild.Security.Capabilities.Slicing;

/// <summary>A parameter of a generic type or method, and what is known of its arguments.</summary>
internal sealed class TypeParameter
{
    /// <summary>Types that are written for it.</summary>
    public HashSet<TypeNode> Types { get; } = [];

    /// <summary>Parameters that are written for it: their types are its own, too.</summary>
    public HashSet<TypeParameter> Before { get; } = [];

    /// <summary>Members that are called on it: <c>T.Parse()</c>, and those of values whose type is the parameter.</summary>
    public HashSet<MethodNode> Slots { get; } = [];

    /// <summary>What is made of it.</summary>
    public CreationLevel Level { get; set; }

    /// <summary>Whether others may give it arguments that nobody sees here: reflection, .NET, callers of a library.</summary>
    public bool IsOpen { get; set; }
}
