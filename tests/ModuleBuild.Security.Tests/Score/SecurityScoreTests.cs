using ModuleBuild.Core.Diagnostics;
using ModuleBuild.Core.Diagnostics.Tools;
using ModuleBuild.Security.Score;
using ModuleBuild.Testing;

namespace ModuleBuild.Security.Tests.Score;

public sealed class SecurityScoreTests
{
    [Fact]
    public void Nothing_found_and_all_looked_at_is_a_hundred() => Assert.Equal(100, SecurityScore.Of([], []).Points);

    [Fact]
    public void Warning_costs_half_and_a_note_nothing()
    {
        var denied = Of(DiagnosticCatalog.CapabilityDenied);

        Assert.Equal(60, SecurityScore.Of([denied], []).Points);
        Assert.Equal(80, SecurityScore.Of([denied with { Severity = Severity.Warning }], []).Points);
        Assert.Equal(100, SecurityScore.Of([denied with { Severity = Severity.Note }], []).Points);
    }

    [Fact]
    public void Findings_of_one_code_cost_no_more_than_its_most_and_all_together_no_more_than_a_hundred()
    {
        var many = Enumerable.Repeat(Of(DiagnosticCatalog.PermissionUnused), 50).ToList();

        Assert.Equal(88, SecurityScore.Of(many, []).Points);
        Assert.Equal(0, SecurityScore.Of([.. Enumerable.Repeat(Of(DiagnosticCatalog.CapabilityDenied), 9), .. Enumerable.Repeat(Of(DiagnosticCatalog.CapabilityUndeclared), 9)], []).Points);
    }

    [Fact]
    public void What_the_compilers_analyzers_found_costs_points_unless_the_sources_suppress_it()
    {
        ToolRun Run(params ToolResult[] results) => new("Roslyn", "5", [], [.. results]) { InformationLink = "https://example.org" };
        var warning = new ToolResult("CA3001", Severity.Warning, "x", SourceLocation.None);

        Assert.Equal(96, SecurityScore.Of([], [], [Run(warning)]).Points);
        Assert.Equal(92, SecurityScore.Of([], [], [Run(warning with { Severity = Severity.Error })]).Points);
        Assert.Equal(100, SecurityScore.Of([], [], [Run(warning with { IsSuppressed = true }, warning with { Severity = Severity.Note })]).Points);
        Assert.Equal(76, SecurityScore.Of([], [], [Run([.. Enumerable.Repeat(warning, 9)])]).Points);
        Assert.Equal("-4  source rules (1, static analysis): mend what the compiler's analyzers report, or suppress it there with a justification", SecurityScore.Of([], [], [Run(warning)]).Lost[0].ToString());
    }

    [Fact]
    public void Code_without_a_weight_costs_nothing() => Assert.Equal(100, SecurityScore.Of([Of(DiagnosticCatalog.WrongType)], []).Points);

    [Fact]
    public void Table_of_the_documentation_is_the_table_of_weights()
    {
        var page = File.ReadAllText(RepositoryFolder.Combine("docs", "policy.md"));
        var rows = ScoreWeight.All
            .OrderBy(weight => weight.Kind)
            .Select(weight => $"| {weight.Kind.Word()} | {(weight.Code is ScoreWeight.NotLooked or ScoreWeight.SourceRules ? weight.Code : $"`{weight.Code}`")} | {weight.Points} | {weight.Most} | {weight.Remedy} |");
        var table = string.Join('\n', ["| Kind | Finding | An error costs | All at most | Remedy |", "| --- | --- | --- | --- | --- |", .. rows]);
        const string Begin = "<!-- BEGIN_WEIGHTS -->\n";
        const string End = "\n<!-- END_WEIGHTS -->";

        Assert.Equal(table, page[(page.IndexOf(Begin, StringComparison.Ordinal) + Begin.Length)..page.IndexOf(End, StringComparison.Ordinal)]);
    }

    private static Finding Of(DiagnosticDescriptor rule) => new(rule, "message", SourceLocation.None);
}
