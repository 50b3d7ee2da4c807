using System.Text.RegularExpressions;
using ModuleBuild.Core.Diagnostics;
using ModuleBuild.Testing;

namespace ModuleBuild.Core.Tests.Diagnostics.Catalogue;

/// <summary>Holds the catalogue, the pages of the codes and the tests together.</summary>
public sealed class CodePageTests
{
    public static TheoryData<string> Codes => CatalogueConventionTests.Codes;

    [Fact]
    public void There_is_a_page_for_each_code_and_no_other() =>
        Assert.Equal(
            DiagnosticCatalog.All.Select(rule => $"{rule.Code}.md"),
            Directory.GetFiles(GeneratedText.PathOf("."), "MB*.md").Select(Path.GetFileName).Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Codes))]
    public void The_page_begins_with_what_the_catalogue_says(string code)
    {
        var rule = DiagnosticCatalog.Find(code)!;

        Assert.StartsWith(
            $"# {code}: {rule.Title}\n\n{rule.DefaultSeverity} · {rule.Category}\n\n## What\n\n", GeneratedText.Read($"{code}.md"), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Codes))]
    public void The_page_has_its_four_sections_in_order(string code)
    {
        var text = GeneratedText.Read($"{code}.md");

        Assert.Equal(
            ["## What", "## Why", "## How to fix", "## Example"],
            text.Split('\n').Where(line => line.StartsWith("## ", StringComparison.Ordinal)));
        var page = new CodePage(text);
        Assert.All(new[] { page.What, page.Why, page.HowToFix, page.Example }, section => Assert.InRange(section.Length, 40, 1500));
        Assert.EndsWith("```\n", text, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Codes))]
    public void The_page_travels_with_the_tool(string code)
    {
        Assert.Equal(GeneratedText.Read($"{code}.md"), CodePage.Find(code.ToLowerInvariant())?.Text);
        Assert.NotEqual(CodePage.Find(code)!.What, CodePage.Find(code)!.Why);
    }

    [Fact]
    public void A_code_that_is_none_has_no_page() => Assert.Null(CodePage.Find("MB9999"));

    /// <summary>Pages link to files of the repository only by names that are there.</summary>
    [Theory]
    [MemberData(nameof(Codes))]
    public void Links_lead_somewhere(string code) =>
        Assert.All(
            Regex.Matches(GeneratedText.Read($"{code}.md"), "\\]\\((?<target>[^)]+)\\)").Select(match => match.Groups["target"].Value),
            target => Assert.True(target.StartsWith("https://", StringComparison.Ordinal) || File.Exists(GeneratedText.PathOf(target)), target));

    [Theory]
    [MemberData(nameof(Codes))]
    public void Some_test_raises_it(string code)
    {
        // The catalogue's own tests name every code, and those of the formats raise none.
        string[] ours = [Path.Combine("Diagnostics", "Catalogue"), Path.Combine("Diagnostics", "Formats")];

        Assert.Contains(
            Directory.EnumerateFiles(RepositoryFolder.Combine("tests"), "*.cs", SearchOption.AllDirectories),
            file => !ours.Any(Path.GetDirectoryName(file)!.EndsWith) && Regex.IsMatch(File.ReadAllText(file), $"\"[^\"\n]*{code}"));
    }
}
