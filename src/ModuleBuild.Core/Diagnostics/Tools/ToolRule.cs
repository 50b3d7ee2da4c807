namespace ModuleBuild.Core.Diagnostics.Tools;

/// <summary>
/// A rule of another tool that was active. Its title is not among what is kept: tools write it in the language of whoever runs them, and evidence is
/// the same everywhere.
/// </summary>
/// <param name="Id">Such as <c>CA2100</c>.</param>
/// <param name="HelpLink">Absolute address of its page; null where there is none.</param>
/// <param name="Severity">What it was set to.</param>
public sealed record ToolRule(string Id, string? HelpLink, Severity Severity);
