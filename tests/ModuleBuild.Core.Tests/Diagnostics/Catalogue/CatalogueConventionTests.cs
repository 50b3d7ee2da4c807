using System.Text.RegularExpressions;
using ModuleBuild.Core.Diagnostics;
using ModuleBuild.Testing;

namespace ModuleBuild.Core.Tests.Diagnostics.Catalogue;

/// <summary>What every entry of the catalogue keeps to.</summary>
public sealed partial class CatalogueConventionTests
{
    public static TheoryData<string> Codes => [.. DiagnosticCatalog.All.Select(rule => rule.Code)];

    [Fact]
    public void Each_code_is_given_once_in_order() =>
        Assert.Equal(
            DiagnosticCatalog.All.Select(rule => rule.Code).Distinct().Order(StringComparer.Ordinal),
            DiagnosticCatalog.All.Select(rule => rule.Code));

    [Theory]
    [MemberData(nameof(Codes))]
    public void The_code_tells_the_category(string code)
    {
        var rule = DiagnosticCatalog.Find(code)!;

        Assert.Matches("^MB[0-9]{4}$", code);
        Assert.Equal(
            rule.Category switch
            {
                Category.Manifest => "MB00",
                Category.Dependencies => "MB10",
                Category.Security => "MB20",
                Category.Compatibility => "MB30",
                Category.Documentation => "MB40",
                Category.Release => "MB60",
                Category.Environment => "MB90",
                _ => "a range of its own",
            },
            code[..4]);
    }

    [Theory]
    [MemberData(nameof(Codes))]
    public void The_title_is_a_few_words_without_a_full_stop(string code)
    {
        var title = DiagnosticCatalog.Find(code)!.Title;

        Assert.Matches("^[A-Z]", title);
        Assert.DoesNotMatch("[.{}|`]", title);
        Assert.InRange(title.Length, 8, 50);
    }

    [Theory]
    [MemberData(nameof(Codes))]
    public void The_message_is_sentences_that_use_each_value_once(string code)
    {
        var message = DiagnosticCatalog.Find(code)!.MessageFormat;

        Assert.Matches("(\\.|\\})$", message);
        Assert.Matches("^([A-Z]|\\{0\\}|'\\{0\\}|'manifestVersion')", message);
        Assert.DoesNotContain("\n", message, StringComparison.Ordinal);
        Assert.DoesNotContain("  ", message, StringComparison.Ordinal);
        var values = Placeholders().Matches(message).Select(match => match.Value).ToList();
        Assert.Equal(Enumerable.Range(0, values.Count).Select(i => $"{{{i}}}"), values.Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Codes))]
    public void Another_case_finds_it_too(string code) =>
        Assert.Equal(code, DiagnosticCatalog.Find(code.ToLowerInvariant())?.Code);

    [Fact]
    public void A_code_that_is_none_is_not_found() => Assert.Null(DiagnosticCatalog.Find("MB9999"));

    /// <summary>MSBuild raises it without our assembly, from a copy of the words.</summary>
    [Fact]
    public void The_targets_say_what_the_catalogue_says_of_an_old_SDK()
    {
        var targets = File.ReadAllText(RepositoryFolder.Combine("src", "ModuleBuild.Tasks", "Package", "targets", "ModuleBuild.Settings.targets"));

        Assert.Contains(
            $"Text=\"{DiagnosticCatalog.SdkTooOld.MessageFormat.Replace("{0}", "$(NETCoreSdkVersion)", StringComparison.Ordinal)}\"",
            targets,
            StringComparison.Ordinal);
        Assert.Contains($"HelpLink=\"{DiagnosticCatalog.SdkTooOld.HelpLink}\"", targets, StringComparison.Ordinal);
    }

    [GeneratedRegex("\\{[0-9]+\\}")]
    private static partial Regex Placeholders();
}
