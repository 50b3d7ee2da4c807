using System.Text;
using ModuleBuild.Core.Diagnostics;
using ModuleBuild.Testing;

namespace ModuleBuild.Core.Tests.Diagnostics.Baselines;

public sealed class BaselineReaderTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public void Entries_come_in_the_order_of_file_code_and_subject()
    {
        var path = Write("""
            {
              "version": 1,
              "accepted": [
                { "code": "MB0015", "file": "src/b.json", "subject": "/categories/0", "reason": "Until the list grows." },
                { "code": "MB4001", "file": "../docs/a.md" },
                { "code": "MB0015", "file": "src/a.json", "subject": "" }
              ]
            }
            """);

        var (baseline, findings) = Baseline.ReadFile(path);

        Assert.Empty(findings);
        Assert.Equal(path, baseline!.Path);
        Assert.Equal(
            [
                ("MB4001", "../docs/a.md", "", null, new SourceLocation(path, 5, 5)),
                ("MB0015", "src/a.json", "", null, new SourceLocation(path, 6, 5)),
                ("MB0015", "src/b.json", "/categories/0", "Until the list grows.", new SourceLocation(path, 4, 5)),
            ],
            baseline.Entries.Select(entry => (entry.Code, entry.File, entry.Subject, entry.Reason, entry.Location)));
    }

    [Theory]
    [InlineData("", 1, 1, "the file is empty. Delete it, or write {\"version\": 1, \"accepted\": []}.")]
    [InlineData("{ \"version\": 1, \"accepted\": [] ", 1, 32, null)]
    [InlineData("[]", 1, 1, "it holds an empty array; expected an object with \"version\" and \"accepted\".")]
    [InlineData("{}", 1, 1, "'version' is missing. Add \"version\": 1.")]
    [InlineData("{ \"version\": 2, \"new\": true }", 1, 14, "its version is 2; this tool knows version 1. Update ModuleBuild.")]
    [InlineData("{ \"version\": 0 }", 1, 14, "'version' is the number 0; expected 1.")]
    [InlineData("{ \"version\": \"1\" }", 1, 14, "'version' is the string \"1\"; expected 1.")]
    [InlineData("{ \"version\": 1 }", 1, 1, "'accepted' is missing. Add \"accepted\": [].")]
    [InlineData("{ \"version\": 1, \"accepted\": {} }", 1, 29, "'accepted' is an empty object; expected a list.")]
    [InlineData("{ \"version\": 1, \"acepted\": [] }", 1, 17, "it has no field 'acepted'. Did you mean 'accepted'?")]
    [InlineData("{ \"version\": 1, \"version\": 1, \"accepted\": [] }", 1, 17, "'version' is given twice, first at line 1, column 3. Keep one.")]
    public void A_file_that_is_no_baseline(string text, int line, int column, string? sentence)
    {
        var path = Write(text);

        var (baseline, findings) = Baseline.ReadFile(path);

        Assert.Null(baseline);
        var finding = Assert.Single(findings);
        Assert.Equal("MB9003", finding.Code);
        Assert.Equal(new SourceLocation(path, line, column), finding.Location);
        if (sentence is not null)
        {
            Assert.Equal($"The baseline cannot be used: {sentence}", finding.Message);
        }
    }

    [Theory]
    [InlineData("1", 18, "'accepted[0]' is the number 1; expected an object with \"code\", \"file\" and \"subject\".")]
    [InlineData("{ \"file\": \"a\" }", 18, "'accepted[0].code' is missing. Add it.")]
    [InlineData("{ \"code\": \"MB0004\" }", 18, "'accepted[0].file' is missing. Add it.")]
    [InlineData("{ \"code\": \"mb0004\", \"file\": \"a\" }", 28, "'accepted[0].code' is \"mb0004\"; expected a code such as \"MB0004\".")]
    [InlineData("{ \"code\": \"MB0004\\n\", \"file\": \"a\" }", 28, "'accepted[0].code' is \"MB0004\\n\"; expected a code such as \"MB0004\".")]
    [InlineData("{ \"code\": 4, \"file\": \"a\" }", 28, "'accepted[0].code' is the number 4; expected a string.")]
    [InlineData("{ \"code\": \"MB0004\", \"file\": \"a\", \"subject\": \" x\" }", 62, "'accepted[0].subject' is \" x\"; expected a JSON Pointer such as \"/host/Acme.Gateway\", a name such as \"Acme.Http network:connect:*\", or nothing.")]
    [InlineData("{ \"code\": \"MB0004\", \"file\": \"a\", \"reason\": null }", 61, "'accepted[0].reason' is null; expected a string.")]
    [InlineData("{ \"code\": \"MB0004\", \"file\": \"a\", \"raeson\": \"\" }", 51, "it has no field 'accepted[0].raeson'. Did you mean 'reason'?")]
    public void An_entry_that_is_not_understood(string entry, int column, string sentence)
    {
        var path = Write($$"""
            { "version": 1,
              "accepted": [  {{entry}} ] }
            """);

        var (baseline, findings) = Baseline.ReadFile(path);

        Assert.Null(baseline);
        var finding = Assert.Single(findings);
        Assert.Equal(
            ("MB9003", $"The baseline cannot be used: {sentence}", new SourceLocation(path, 2, column)),
            (finding.Code, finding.Message, finding.Location));
    }

    [Theory]
    [InlineData("")]
    [InlineData("/etc/passwd")]
    [InlineData("C:/a.json")]
    [InlineData("src\\\\a.json")]
    [InlineData("src//a.json")]
    [InlineData("./a.json")]
    [InlineData("src/../a.json")]
    [InlineData("..")]
    [InlineData("a\\u0000b")]
    public void A_file_name_that_would_never_match(string file)
    {
        var path = Write($$"""{ "version": 1, "accepted": [ { "code": "MB0004", "file": "{{file}}" } ] }""");

        var finding = Assert.Single(Baseline.ReadFile(path).Findings);

        Assert.EndsWith("; expected a path relative to the baseline's folder, with '/' between names.", finding.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void One_finding_is_accepted_once()
    {
        var path = Write("""
            { "version": 1, "accepted": [
              { "code": "MB0004", "file": "a", "subject": "/x" },
              { "code": "MB0004", "file": "a", "subject": "/y" },
              { "code": "MB0004", "file": "a", "subject": "/x", "reason": "merged" } ] }
            """);

        var finding = Assert.Single(Baseline.ReadFile(path).Findings);

        Assert.Equal("The baseline cannot be used: it accepts MB0004 at 'a' twice, first at line 2. Delete one of the entries.", finding.Message);
        Assert.Equal(4, finding.Location.Line);
    }

    [Fact]
    public void Every_problem_is_told_in_one_run()
    {
        var path = Write("""
            { "version": 1, "accepted": [
              { "code": "x", "file": "" },
              7 ] }
            """);

        Assert.Equal([2, 2, 3], Baseline.ReadFile(path).Findings.Select(finding => finding.Location.Line));
    }

    [Fact]
    public void Bytes_that_are_no_text()
    {
        var path = _folder[Baseline.FileName];
        File.WriteAllBytes(path, [0xff, 0xfe, (byte)'{', 0, (byte)'}', 0]);

        Assert.Equal("The baseline cannot be used: the file is UTF-16. Save it as UTF-8.", Assert.Single(Baseline.ReadFile(path).Findings).Message);
    }

    [Fact]
    public void A_folder_in_its_place()
    {
        var path = Directory.CreateDirectory(_folder[Baseline.FileName]).FullName;

        var (baseline, findings) = Baseline.ReadFile(path);

        Assert.Null(baseline);
        Assert.Equal(("MB9003", new SourceLocation(path)), (findings.Single().Code, findings.Single().Location));
        Assert.NotEqual(path, Baseline.Find(_folder.Path));
    }

    [Fact]
    public void The_nearest_file_above_is_found()
    {
        var outer = _folder.Write("modulebuild.baseline.json", "{}");
        var inner = _folder.Write("src/a/modulebuild.baseline.json", "{}");
        Directory.CreateDirectory(_folder["src/b/c"]);

        Assert.Equal(inner, Baseline.Find(_folder["src/a"]));
        Assert.Equal(outer, Baseline.Find(_folder["src/b/c"]));
    }

    public void Dispose() => _folder.Dispose();

    private string Write(string text)
    {
        var path = _folder[Baseline.FileName];
        File.WriteAllText(path, text, new UTF8Encoding(false));
        return path;
    }
}
