namespace ModuleBuild.Core.Diagnostics;

/// <summary>One entry of the catalogue: what all findings with one code have in common.</summary>
/// <param name="Code">Stable identity, <c>MB</c> and four digits. Retired codes stay in the catalogue.</param>
/// <param name="Title">A few words for tables, without a full stop.</param>
/// <param name="DefaultSeverity">Severity where nothing else is configured.</param>
/// <param name="Category">What the finding is about.</param>
/// <param name="MessageFormat">
/// Composite format (invariant culture) that says what is wrong and how to fix it. The place is not part of it.
/// </param>
public sealed record DiagnosticDescriptor(
    string Code,
    string Title,
    Severity DefaultSeverity,
    Category Category,
    string MessageFormat)
{
    /// <summary>The page that explains the code: what, why, how to fix, example.</summary>
    public string HelpLink => $"{ProjectLinks.CodePages}{Code}.md";
}
