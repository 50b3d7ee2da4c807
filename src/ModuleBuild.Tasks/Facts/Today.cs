namespace ModuleBuild.Tasks.Facts;

/// <summary>The day of a build: the tasks are where it comes from, and what judges is given it.</summary>
internal static class Today
{
    /// <summary>The day in UTC, so that machines in one build agree.</summary>
    public static DateOnly Utc => DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime);
}
