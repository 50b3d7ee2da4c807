using Microsoft.Build.Utilities;
using ModuleBuild.Core.Diagnostics;
using ModuleBuild.Tasks.Logging;

namespace ModuleBuild.Tasks.Tests;

public sealed class FindingReportTests
{
    private static readonly SourceLocation Place = new("/src/module.json", 3, 5);
    private static readonly Finding Error = Finding.Create(DiagnosticCatalog.UnknownField, Place, "permision", "Did you mean {it}?");
    private static readonly Finding Warning = Finding.Create(DiagnosticCatalog.RepositoryLinkMissing, Place);
    private static readonly Finding Note = Finding.Create(DiagnosticCatalog.DefaultValue, Place, "loadAfter");

    private readonly RecordingEngine _engine = new();

    [Fact]
    public void An_error_carries_code_place_link_and_the_message_as_it_is()
    {
        FindingReport.Log(Log(), [Error]);

        var logged = Assert.Single(_engine.Errors);
        Assert.Equal(
            ("MB0004", "/src/module.json", 3, 5, 0, 0, "Unknown field 'permision'. Did you mean {it}?"),
            (logged.Code, logged.File, logged.LineNumber, logged.ColumnNumber, logged.EndLineNumber, logged.EndColumnNumber, logged.Message));
        Assert.EndsWith("/docs/codes/MB0004.md", logged.HelpLink, StringComparison.Ordinal);
    }

    [Fact]
    public void A_warning_is_a_warning_and_a_note_is_a_message()
    {
        FindingReport.Log(Log(), [Warning, Note]);

        Assert.Empty(_engine.Errors);
        Assert.Equal("MB0018", Assert.Single(_engine.Warnings).Code);
        Assert.Equal("MB0019", Assert.Single(_engine.Messages).Code);
    }

    [Fact]
    public void Errors_and_warnings_leave_a_build_unclean_and_notes_do_not() =>
        Assert.Equal(["MB0004", "MB0018"], FindingReport.Log(Log(), [Error, Warning, Note]).Select(item => item.ItemSpec));

    [Fact]
    public void What_was_reported_before_is_left_out_and_errors_are_not()
    {
        FindingReport.Log(Log(), [Error, Warning, Note], errorsOnly: true);

        Assert.Single(_engine.Errors);
        Assert.Empty(_engine.Warnings);
        Assert.Empty(_engine.Messages);
    }

    [Fact]
    public void Further_lines_of_a_message_follow_as_a_message_so_that_they_do_not_look_like_errors()
    {
        FindingReport.Log(Log(), [Error with { Message = "README.md is out of date.\n-old\n+new" }]);

        Assert.Equal("README.md is out of date.", Assert.Single(_engine.Errors).Message);
        Assert.Equal("-old\n+new", Assert.Single(_engine.Messages).Message);
    }

    private TaskLoggingHelper Log() => new(new Probe { BuildEngine = _engine });

    private sealed class Probe : Microsoft.Build.Utilities.Task
    {
        public override bool Execute() => true;
    }
}
