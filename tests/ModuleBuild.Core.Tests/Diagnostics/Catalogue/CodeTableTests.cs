using ModuleBuild.Core.Diagnostics;

namespace ModuleBuild.Core.Tests.Diagnostics.Catalogue;

/// <summary>The table in <c>docs/codes/README.md</c> is made from the catalogue.</summary>
public sealed class CodeTableTests
{
    [Fact]
    public void The_table_is_up_to_date()
    {
        var table = string.Concat(DiagnosticCatalog.All.Select(rule =>
            $"| [{rule.Code}]({rule.Code}.md) | {rule.DefaultSeverity.Word()} | {rule.Category.ToString().ToLowerInvariant()} | {rule.Title} |\n"));

        GeneratedText.AssertUpToDate("README.md", GeneratedText.Replace(
            GeneratedText.Read("README.md"),
            "<!-- BEGIN_CODES -->\n",
            "<!-- END_CODES -->\n",
            $"| Code | Severity | Category | Finding |\n| --- | --- | --- | --- |\n{table}"));
    }
}
