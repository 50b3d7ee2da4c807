namespace ModuleBuild.Core.Diagnostics.Tools;

/// <summary>Something that another tool found.</summary>
/// <param name="RuleId">Id of its rule.</param>
/// <param name="Severity">How much it weighs.</param>
/// <param name="Message">What is wrong, in the tool's words.</param>
/// <param name="Location">Where; an absolute path.</param>
public sealed record ToolResult(string RuleId, Severity Severity, string Message, SourceLocation Location)
{
    /// <summary>Whether the sources say that it is meant: a pragma, or a <c>SuppressMessage</c> attribute.</summary>
    public bool IsSuppressed { get; init; }

    /// <summary>Why it is suppressed; null where it is not, or nobody said.</summary>
    public string? Justification { get; init; }
}
