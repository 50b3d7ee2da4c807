namespace ModuleBuild.Core.Diagnostics.Tools;

/// <summary>A rule of another tool that was active.</summary>
/// <param name="Id">Such as <c>CA2100</c>.</param>
/// <param name="Title">A few words; empty where the tool gives none.</param>
/// <param name="Description">What it looks for, in a sentence or more; the title where the tool says no more.</param>
/// <param name="HelpLink">Absolute address of its page; null where there is none.</param>
/// <param name="Severity">What it was set to.</param>
public sealed record ToolRule(string Id, string Title, string Description, string? HelpLink, Severity Severity);
