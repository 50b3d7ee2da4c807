namespace ModuleBuild.Security.Tests.Capabilities.Patterns;

/// <summary>A small program and what its type <c>Entry</c> reaches.</summary>
/// <param name="Name">What it shows.</param>
/// <param name="Expected">Capabilities, exactly.</param>
/// <param name="Source">C#; the usual namespaces are imported.</param>
public sealed record Pattern(string Name, string[] Expected, string Source)
{
    /// <summary>For the names of tests.</summary>
    public override string ToString() => Name;
}
