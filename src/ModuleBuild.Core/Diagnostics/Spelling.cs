namespace ModuleBuild.Core.Diagnostics;

/// <summary>"Did you mean": the nearest of some known words.</summary>
public static class Spelling
{
    /// <summary>The candidate nearest to a word, or null where none is near enough to be meant.</summary>
    /// <param name="word">What was written.</param>
    /// <param name="candidates">The known words.</param>
    /// <remarks>
    /// Optimal string alignment distance, case ignored, at most a third of the longer word; ties go to the ordinally first.
    /// </remarks>
    public static string? Nearest(string word, IEnumerable<string> candidates) => throw new NotImplementedException();
}
