using System.Text.RegularExpressions;
using ModuleBuild.Core.Diagnostics;
using ModuleBuild.Core.Diagnostics.Formats;

namespace ModuleBuild.Core.Tests.Diagnostics.Catalogue;

/// <summary>The messages on the pages are those that ModuleBuild gives for the examples above them.</summary>
public sealed partial class CodePageExampleTests
{
    /// <summary>Raised by a build, another project or a machine's state: only the form of their message is compared.</summary>
    private static readonly string[] NotRun =
    [
        "MB0026",
        "MB1004", "MB1005", "MB1006", "MB1007", "MB1009", "MB1010", "MB1012",
        "MB1008", "MB1011", "MB1013", "MB1014", "MB1015", "MB1016", "MB1017", "MB1018", "MB1019", "MB1020", "MB1021", "MB1022", "MB1023", "MB1024",
        "MB2005", "MB2010", "MB2011",
        "MB2017", "MB2018", "MB2019", "MB2021",
        "MB2001", "MB2002", "MB2006",
        "MB3001", "MB3002", "MB3004", "MB3005", "MB3006", "MB3007",
        "MB2007", "MB2008", "MB2009", "MB2012", "MB2013", "MB2014", "MB2015", "MB2016", "MB2020",
        "MB4001", "MB4002",
        "MB6001", "MB6002", "MB6003", "MB6005", "MB6006", "MB6007", "MB6008",
        "MB6010", "MB6011", "MB6012", "MB6013", "MB6014", "MB6015", "MB6016", "MB6017", "MB6018", "MB6019", "MB6020", "MB6021", "MB6026", "MB6027", "MB6028",
        "MB6004", "MB6024", "MB6025",
        "MB9001", "MB9004", "MB9005", "MB9006", "MB9007", "MB9008", "MB9009", "MB9010", "MB9011",
    ];

    public static TheoryData<string> Run => [.. DiagnosticCatalog.All.Select(rule => rule.Code).Except(NotRun)];

    public static TheoryData<string> Codes => CatalogueConventionTests.Codes;

    [Theory]
    [MemberData(nameof(Run))]
    public void The_example_is_found_with_the_message_shown(string code)
    {
        using var example = new CodePageExample(code, GeneratedText.Read($"{code}.md"));
        var said = string.Concat(example.Findings().Select(finding => FindingFormats.Text(finding) + "\n"));

        Assert.NotEmpty(said);
        GeneratedText.AssertUpToDate($"{code}.md", GeneratedText.Replace(GeneratedText.Read($"{code}.md"), "\n```text\n", "```\n", said));
    }

    [Theory]
    [MemberData(nameof(Codes))]
    public void The_message_shown_has_the_form_of_the_catalogue(string code)
    {
        var rule = DiagnosticCatalog.Find(code)!;
        var message = Regex.Replace(Regex.Escape(rule.MessageFormat.Split('\n')[0]), "\\\\\\{[0-9]+}", ".*");
        var shown = TextBlock().Match(GeneratedText.Read($"{code}.md")).Groups["text"].Value.TrimEnd('\n');

        foreach (var finding in shown.Split('\n').Where(line => !line.StartsWith("  | ", StringComparison.Ordinal)))
        {
            Assert.Matches($"^[A-Za-z./]+(\\([0-9]+,[0-9]+\\))?: {rule.DefaultSeverity.Word()} {code}: {message}$", finding);
        }
    }

    [GeneratedRegex("\n```text\n(?<text>.*?)```\n", RegexOptions.Singleline)]
    private static partial Regex TextBlock();
}
