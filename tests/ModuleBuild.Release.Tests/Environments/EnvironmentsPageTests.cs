using System.Text.RegularExpressions;
using ModuleBuild.Release.Environments;
using ModuleBuild.Release.Gates;
using ModuleBuild.Release.Model;
using ModuleBuild.Testing;

namespace ModuleBuild.Release.Tests.Environments;

/// <summary>The tables of docs/environments.md are made from the code. MODULEBUILD_UPDATE=1 writes them.</summary>
public sealed class EnvironmentsPageTests
{
    private static readonly SecurityLevel[] Levels = Enum.GetValues<SecurityLevel>();

    [Fact]
    public void Table_of_gates_is_up_to_date() => AssertTable(
        "gates",
        [
            "| Gate | Asks | For |", "| --- | --- | --- |",
            .. GateTable.All.Select(rule => $"| `{rule.Name}` | {rule.Asks} | {(rule.AskedFor.Length == Enum.GetValues<OperationKind>().Length ? "all" : string.Join(", ", rule.AskedFor.Select(kind => kind.ToString().ToLowerInvariant())))} |"),
        ]);

    [Fact]
    public void Table_of_presets_is_up_to_date() => AssertTable(
        "presets",
        [
            "| Gate | `low` | `medium` | `high` |", "| --- | --- | --- | --- |",
            .. GateNames.All.Select(gate => $"| `{gate}` | {string.Join(" | ", Levels.Select(level => Cell(gate, GatePolicy.Of(level))))} |"),
        ]);

    [Fact]
    public void Example_of_the_page_is_a_policy()
    {
        using var folder = new TemporaryFolder();
        var examples = Regex.Matches(Page(), "```json\n(?<json>.*?)```", RegexOptions.Singleline);
        Assert.NotEmpty(examples);
        foreach (Match example in examples)
        {
            folder.Write("environments/staging.json", example.Groups["json"].Value);
            Assert.Empty(EnvironmentPolicyFile.Read(folder.Path, "staging").Findings.Select(finding => finding.Message));
        }
    }

    [Fact]
    public void Policy_is_explained()
    {
        using var folder = new TemporaryFolder();
        folder.Write("environments/staging.json", Regex.Matches(Page(), "```json\n(?<json>.*?)```", RegexOptions.Singleline)[1].Groups["json"].Value);

        var explained = PolicyExplanation.Of(EnvironmentPolicyFile.Read(folder.Path, "staging").Policy!);

        Assert.Equal(ApprovedFile.Expect("staging.md", explained), explained);
    }

    private static string Cell(string gate, GatePolicy gates) =>
        !gates.On.Contains(gate) ? "–" : PolicyExplanation.Value(gate, gates) is { Length: > 0 } value ? value : "asked";

    private static string Page() => File.ReadAllText(RepositoryFolder.Combine("docs", "environments.md"));

    private static void AssertTable(string name, IEnumerable<string> lines)
    {
        var (begin, end) = ($"<!-- BEGIN {name} -->\n", $"<!-- END {name} -->");
        var page = Page();
        var (from, to) = (page.IndexOf(begin, StringComparison.Ordinal) + begin.Length, page.IndexOf(end, StringComparison.Ordinal));
        var table = string.Concat(lines.Select(line => line + "\n"));
        if (Environment.GetEnvironmentVariable("MODULEBUILD_UPDATE") == "1")
        {
            File.WriteAllText(RepositoryFolder.Combine("docs", "environments.md"), page[..from] + table + page[to..]);
        }
        else
        {
            Assert.Equal(table, page[from..to]);
        }
    }
}
