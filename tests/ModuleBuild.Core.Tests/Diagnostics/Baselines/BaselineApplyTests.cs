using ModuleBuild.Core.Diagnostics;
using ModuleBuild.Core.Manifest.EntryPoints;
using ModuleBuild.Testing;

namespace ModuleBuild.Core.Tests.Diagnostics.Baselines;

public sealed class BaselineApplyTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public void A_finding_is_known_by_code_file_and_subject_wherever_it_stands()
    {
        var baseline = Read("""{ "code": "MB0004", "file": "src/module.json", "subject": "/x" }""");
        var accepted = Found(DiagnosticCatalog.UnknownField, "src/module.json", "/x", 99);
        Finding[] others =
        [
            Found(DiagnosticCatalog.WrongType, "src/module.json", "/x", 1),
            Found(DiagnosticCatalog.UnknownField, "module.json", "/x", 1),
            Found(DiagnosticCatalog.UnknownField, "src/module.json", "/y", 1),
            Found(DiagnosticCatalog.UnknownField, "src/module.json", "", 1),
        ];

        var result = baseline.Apply([others[0], accepted, .. others[1..]], [_folder["src/module.json"]]);

        Assert.Equal(others, result.Findings);
        Assert.Equal([accepted], result.Accepted);
    }

    [Fact]
    public void One_entry_accepts_equal_findings_of_several_frameworks()
    {
        var baseline = Read("""{ "code": "MB0004", "file": "module.json", "subject": "/x" }""");
        var finding = Found(DiagnosticCatalog.UnknownField, "module.json", "/x", 1);

        Assert.Equal([finding, finding], baseline.Apply([finding, finding], [_folder["module.json"]]).Accepted);
    }

    [Fact]
    public void An_entry_that_no_finding_needs_is_stale_at_its_line()
    {
        var baseline = Read(
            """{ "code": "MB0004", "file": "module.json", "subject": "/x" }""",
            """{ "code": "MB0018", "file": "module.json", "subject": "" }""");

        var result = baseline.Apply([Found(DiagnosticCatalog.UnknownField, "module.json", "/x", 3)], [_folder["module.json"]]);

        var stale = Assert.Single(result.Findings);
        Assert.Equal(
            ("MB9002", "The baseline accepts MB0018 at 'module.json', which is no longer found. Delete the entry.", "/accepted/1"),
            (stale.Code, stale.Message, stale.Subject));
        Assert.Equal(new SourceLocation(baseline.Path, 4, 3), stale.Location);
    }

    [Fact]
    public void Entries_about_files_that_were_not_looked_at_are_not_stale()
    {
        var baseline = Read("""{ "code": "MB0004", "file": "other/module.json", "subject": "/x" }""");

        Assert.Empty(baseline.Apply([], [_folder["module.json"]]).Findings);
        Assert.Single(baseline.Apply([], [_folder["module.json"], _folder["other/module.json"]]).Findings);
    }

    [Fact]
    public void Entries_with_codes_that_were_not_looked_for_are_not_stale()
    {
        var baseline = Read(
            """{ "code": "MB1001", "file": "module.json", "subject": "/entryPoints/0/type" }""",
            """{ "code": "MB1003", "file": "module.json", "subject": "/entryPoints/1/scope" }""");

        var result = baseline.Apply([], [_folder["module.json"]], EntryPointChecker.Rules);

        Assert.Equal("/accepted/1", Assert.Single(result.Findings).Subject);
    }

    [Fact]
    public void A_finding_without_a_file_is_never_accepted()
    {
        var baseline = Read("""{ "code": "MB0004", "file": "module.json", "subject": "" }""");
        var finding = Found(DiagnosticCatalog.UnknownField, "module.json", "", 1) with { Location = SourceLocation.None };

        Assert.Equal([finding], baseline.Apply([finding], []).Findings);
    }

    public void Dispose() => _folder.Dispose();

    private Baseline Read(params string[] entries)
    {
        var path = _folder.Write(Baseline.FileName, $"{{ \"version\": 1,\n \"accepted\": [\n  {string.Join(",\n  ", entries)} ] }}");
        return Baseline.ReadFile(path).Baseline!;
    }

    private Finding Found(DiagnosticDescriptor rule, string file, string subject, int line) =>
        new(rule, "message", new(_folder[file], line, 1)) { Subject = subject };
}
