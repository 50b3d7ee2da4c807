using System.Text;
using ModuleBuild.Core.Diagnostics;
using ModuleBuild.Core.Manifest.EntryPoints;
using ModuleBuild.Testing;

namespace ModuleBuild.Core.Tests.Diagnostics.Baselines;

public sealed class BaselineWriterTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public void Nothing_to_accept() =>
        Assert.Equal("{\n  \"version\": 1,\n  \"accepted\": []\n}\n", Write([], null));

    [Fact]
    public void Entries_are_sorted_and_notes_are_left_out()
    {
        var text = Write(
            [
                Found(DiagnosticCatalog.WrongType, "b.json", "/x"),
                Found(DiagnosticCatalog.WrongType, "a/é.json", "/\"y\""),
                Found(DiagnosticCatalog.UnknownField, "b.json", "/x"),
                Found(DiagnosticCatalog.UnknownField, "b.json", ""),
                Found(DiagnosticCatalog.UnknownField, "b.json", "/x"),
                Found(DiagnosticCatalog.DefaultValue, "b.json", "/x"),
                Found(DiagnosticCatalog.UnknownField, "b.json", "/x") with { Location = SourceLocation.None },
                Found(DiagnosticCatalog.BaselineStale, Baseline.FileName, "/accepted/0"),
            ],
            null);

        Assert.Equal(
            """
            {
              "version": 1,
              "accepted": [
                {
                  "code": "MB0020",
                  "file": "a/é.json",
                  "subject": "/\"y\""
                },
                {
                  "code": "MB0004",
                  "file": "b.json",
                  "subject": ""
                },
                {
                  "code": "MB0004",
                  "file": "b.json",
                  "subject": "/x"
                },
                {
                  "code": "MB0020",
                  "file": "b.json",
                  "subject": "/x"
                }
              ]
            }

            """,
            text);
    }

    [Fact]
    public void What_is_written_accepts_what_was_found()
    {
        Finding[] findings =
            [Found(DiagnosticCatalog.WrongType, "src/a.json", "/x"), Found(DiagnosticCatalog.DocsOutOfDate, "README.md", "")];
        var path = _folder.Write(Baseline.FileName, Write(findings, null));

        var result = Baseline.ReadFile(path).Baseline!.Apply(findings, [_folder["src/a.json"], _folder["README.md"]]);

        Assert.Empty(result.Findings);
        Assert.Equal(findings, result.Accepted);
    }

    [Fact]
    public void Reasons_of_entries_that_stay_are_kept_and_others_go()
    {
        var previous = Previous(("MB0004", "a.json", "/x"), ("MB0004", "a.json", "/gone"));

        var entries = Read(Write([Found(DiagnosticCatalog.UnknownField, "a.json", "/x"), Found(DiagnosticCatalog.UnknownField, "a.json", "/new")], previous));

        Assert.Equal([("/new", null), ("/x", "because")], entries.Select(entry => (entry.Subject, entry.Reason)));
    }

    [Fact]
    public void Entries_about_what_was_not_looked_at_stay()
    {
        var previous = Previous(("MB0004", "a.json", "/x"), ("MB0004", "b.json", "/x"), ("MB1001", "a.json", "/entryPoints/0/type"));

        var entries = Read(Write([], previous, [_folder["a.json"]], EntryPointChecker.Rules));

        Assert.Equal([("MB1001", "a.json"), ("MB0004", "b.json")], entries.Select(entry => (entry.Code, entry.File)));
        Assert.All(entries, entry => Assert.Equal("because", entry.Reason));
    }

    public void Dispose() => _folder.Dispose();

    private string Write(
        Finding[] findings, Baseline? previous, string[]? files = null, IReadOnlyCollection<DiagnosticDescriptor>? notLookedFor = null) =>
        Encoding.UTF8.GetString(Baseline.Write(_folder[Baseline.FileName], findings, previous, files, notLookedFor));

    private IReadOnlyList<BaselineEntry> Read(string text) =>
        Baseline.ReadFile(_folder.Write("read/" + Baseline.FileName, text)).Baseline!.Entries;

    private Baseline Previous(params (string Code, string File, string Subject)[] entries) =>
        new(_folder[Baseline.FileName], [.. entries.Select(entry => new BaselineEntry(entry.Code, entry.File, entry.Subject, "because", SourceLocation.None))]);

    private Finding Found(DiagnosticDescriptor rule, string file, string subject) =>
        new(rule, "message", new(_folder[file], 7, 1)) { Subject = subject };
}
