namespace ModuleBuild.Architecture.Tests;

/// <summary>Asserts that nothing breaks a rule.</summary>
internal static class Offenders
{
    /// <summary>Fails with one line for each offender.</summary>
    /// <param name="offenders">What breaks the rule, and where.</param>
    /// <param name="rule">The rule, and what to do.</param>
    public static void None(IEnumerable<string> offenders, string rule)
    {
        var lines = offenders.ToList();
        Assert.True(lines.Count == 0, $"{rule}\n  {string.Join("\n  ", lines)}");
    }
}
