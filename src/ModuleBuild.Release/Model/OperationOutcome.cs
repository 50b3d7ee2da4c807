namespace ModuleBuild.Release.Model;

/// <summary>How an operation ended. Each ends exactly once.</summary>
public enum OperationOutcome
{
    /// <summary>The new set runs and is healthy.</summary>
    Succeeded,

    /// <summary>A gate failed; nothing was touched.</summary>
    Refused,

    /// <summary>It failed, and the last known good set runs again; what was only to be brought could not be, and what ran runs on.</summary>
    RolledBack,

    /// <summary>It failed, and so did the way back, or there is none: a person has to look.</summary>
    NeedsPerson,

    /// <summary>It waited, and another operation was more urgent, or somebody took it back.</summary>
    Cancelled,
}
