using System.Diagnostics;
using ModuleBuild.Core.Diagnostics;
using ModuleBuild.Core.Manifest;
using ModuleBuild.Packaging.Stages;
using ModuleBuild.Packaging.Tests.Closure;
using ModuleBuild.Testing;

namespace ModuleBuild.Packaging.Tests.Stages;

/// <summary>The time that an SBOM carries: never the clock's.</summary>
public sealed class SourceTimeTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public void SOURCE_DATE_EPOCH_counts_before_all_else() =>
        Assert.Equal((DateTimeOffset.UnixEpoch.AddSeconds(1_700_000_000), null), SourceTime.Find("1700000000", Commit()));

    [Theory]
    [InlineData("yesterday")]
    [InlineData("-1")]
    [InlineData("1e9")]
    [InlineData("253402300800")]
    public void A_SOURCE_DATE_EPOCH_that_is_no_number_of_seconds(string value) =>
        Assert.Equal((null, $"SOURCE_DATE_EPOCH is '{value}', which is not a number of seconds since 1970"), SourceTime.Find(value, Commit()));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    public void Without_it_the_last_commit_tells(string? none) =>
        Assert.Equal((DateTimeOffset.UnixEpoch.AddSeconds(1_600_000_000), null), SourceTime.Find(none, Commit()));

    [Fact]
    public void An_SBOM_of_sources_without_a_commit_carries_no_time_and_says_so()
    {
        var assets = _folder.Write("obj/project.assets.json", AssetsText.Make("", ""));
        var project = _folder.Write("Acme.Orders.csproj", "<Project />");
        var manifest = new ModuleManifest { Id = "Acme.Orders", Version = new(1, 0, 0), Name = "Acme Orders", Summary = "Imports orders." };

        var result = SbomStage.Run(new(
            manifest, new() { ProjectFile = project, AssemblyName = "Acme.Orders" }, assets, ["net10.0"], [], Repository(), null, null));

        Assert.NotNull(result.Document);
        Assert.Null(result.Timestamp);
        var note = Assert.Single(result.Findings);
        Assert.Equal(("MB9006", Severity.Note, new SourceLocation(project)), (note.Code, note.Severity, note.Location));
        Assert.Equal(
            "The SBOM carries no time stamp: there is no commit to take it from. Commit the sources to git, or set SOURCE_DATE_EPOCH to seconds since 1970.",
            note.Message);
    }

    public void Dispose() => _folder.Dispose();

    /// <summary>A repository without a commit: what lies around the temporary folder does not count.</summary>
    private string Repository()
    {
        Git("init", "--quiet");
        return _folder.Path;
    }

    private string Commit()
    {
        Repository();
        Git("-c", "user.name=a", "-c", "user.email=a@example.com", "-c", "commit.gpgsign=false", "commit", "--quiet", "--allow-empty", "--no-verify", "-m", "a");
        return _folder.Path;
    }

    private void Git(params string[] arguments)
    {
        var start = new ProcessStartInfo("git", arguments) { WorkingDirectory = _folder.Path };
        start.Environment["GIT_AUTHOR_DATE"] = start.Environment["GIT_COMMITTER_DATE"] = "@1600000000 +0200";
        using var git = Process.Start(start)!;
        git.WaitForExit();
        Assert.Equal(0, git.ExitCode);
    }
}
