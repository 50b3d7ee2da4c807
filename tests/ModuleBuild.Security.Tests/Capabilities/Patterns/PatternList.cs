namespace ModuleBuild.Security.Tests.Capabilities.Patterns;

/// <summary>Collects patterns: one that reaches something, and its safe twin.</summary>
internal sealed class PatternList
{
    /// <summary>What most programs do; any capability would serve.</summary>
    public const string Start = "process:start:evil";

    private readonly List<Pattern> _patterns = [];

    public IEnumerable<Pattern> All => _patterns;

    /// <summary>A program that starts <c>evil</c> by calling <c>Bad.Do()</c>, and one that does not.</summary>
    public PatternList Twins(string name, string reaches, string safe) =>
        Reaches(name, reaches, Start).Reaches(name + ", safe", safe);

    /// <summary>A program and what it reaches.</summary>
    public PatternList Reaches(string name, string source, params string[] expected)
    {
        _patterns.Add(new Pattern(name, expected, source));
        return this;
    }
}
