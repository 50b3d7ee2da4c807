using System.Collections.Immutable;
using ModuleBuild.Security.Capabilities;

namespace ModuleBuild.Security.Tests.Capabilities.Coverage;

/// <summary>A public member of .NET that reaches something which means a capability.</summary>
/// <param name="Kinds">Kinds, any of which says what it is: <c>file:read|file:write</c>.</param>
/// <param name="Type">As in metadata.</param>
/// <param name="Name">As in metadata.</param>
/// <param name="Parameters">Short names of the parameter types.</param>
/// <param name="Leaf">What is reached: a native function or a member of the map; or the attribute that marks the member.</param>
internal sealed record ReachedLeaf(string Kinds, string Type, string Name, ImmutableArray<string> Parameters, string Leaf)
{
    /// <summary>As the map writes it.</summary>
    public string Member => $"{Type}.{Name}({string.Join(',', Parameters)})";

    /// <summary>Whether the map says of the member what it reaches.</summary>
    public bool IsMapped => SharedMap.Map.Find(Type, Name, Parameters).Any(entry => Kinds.Split('|').Contains(entry.Kind, StringComparer.Ordinal));

    /// <summary>Other kinds that the map has for the member; empty where it has none.</summary>
    public string MappedAs => string.Join('|', SharedMap.Map.Find(Type, Name, Parameters).Select(entry => entry.Kind).Distinct(StringComparer.Ordinal));
}
