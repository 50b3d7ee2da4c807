using System.Text;
using ModuleBuild.Testing;

namespace ModuleBuild.Cli.Tests.Commands;

public sealed class FixTests : IDisposable
{
    private static readonly string Fixed =
        Manifests.Clean.Replace("[8.3,9.0)", "[8.3.0,9.0.0)", StringComparison.Ordinal);

    private readonly TemporaryFolder _folder = new();

    [Fact]
    public async Task What_has_one_safe_answer_is_mended()
    {
        var path = _folder.Write("module.json", Manifests.ForeignRange);

        var run = await CommandRun.InAsync(_folder.Path, "fix");

        Assert.Equal("module.json(7,29): MB0006: Write \"[8.3.0,9.0.0)\"\nMended 1 finding in 1 manifest; remaining: no findings.\n", run.Output);
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Equal(Fixed, await ReadAsync(path));
    }

    [Fact]
    public async Task What_remains_is_told_and_fails()
    {
        var path = _folder.Write("module.json", Manifests.Misspelt.Replace("[8.3,9.0)", "^8.3", StringComparison.Ordinal));

        var run = await CommandRun.InAsync(_folder.Path, "fix", "module.json");

        Assert.Equal(
            $"module.json(8,29): MB0006: Write \"[8.3.0,9.0.0)\"\nmodule.json(3,3): error MB0004: {Manifests.MisspeltMessage}\n"
            + "Mended 1 finding in 1 manifest; remaining: 1 error.\n",
            run.Output);
        Assert.Equal(1, run.ExitCode);
        Assert.Contains("[8.3.0,9.0.0)", await ReadAsync(path), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_dry_run_shows_the_difference_and_writes_nothing()
    {
        var path = _folder.Write("module.json", Manifests.ForeignRange);

        var run = await CommandRun.InAsync(_folder.Path, "fix", "--dry-run");

        Assert.Equal(
            """
            --- a/module.json
            +++ b/module.json
            @@ -4,6 +4,6 @@
               "summary": "Imports orders and keeps them at hand.",
               "license": "MIT",
               "links": { "repository": "https://example.com/acme/orders" },
            -  "host": { "Acme.Gateway": "^8.3" },
            +  "host": { "Acme.Gateway": "[8.3.0,9.0.0)" },
               "entryPoints": [{ "scope": "gateway", "type": "Acme.Orders.Entry" }]
             }
            module.json(7,29): MB0006: Write "[8.3.0,9.0.0)"
            Would mend 1 finding in 1 manifest; remaining: no findings.

            """,
            run.Output);
        Assert.Equal(Manifests.ForeignRange, await ReadAsync(path));
    }

    [Fact]
    public async Task Fixes_that_uncover_others_are_all_applied_in_one_run()
    {
        var path = _folder["module.json"];
        var text = "// of long ago\n" + Manifests.ForeignRange.Replace("\"MIT\",", "\"Apache 2\",,", StringComparison.Ordinal).Replace(",,", ",", StringComparison.Ordinal);
        await File.WriteAllBytesAsync(path, [.. Encoding.Unicode.GetPreamble(), .. Encoding.Unicode.GetBytes(text)], TestContext.Current.CancellationToken);

        var run = await CommandRun.InAsync(_folder.Path, "fix");

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Equal(Fixed.Replace("\"MIT\"", "\"Apache-2.0\"", StringComparison.Ordinal), (await ReadAsync(path)).TrimStart());
        Assert.Equal((byte)'{', (await File.ReadAllBytesAsync(path, TestContext.Current.CancellationToken)).First(value => value is not (byte)'\n'));
    }

    [Fact]
    public async Task A_manifest_without_anything_to_mend_is_not_touched()
    {
        var path = _folder.Write("module.json", Manifests.Clean);
        var stamp = new DateTime(2020, 1, 1, 0, 0, 0, DateTimeKind.Utc);
        File.SetLastWriteTimeUtc(path, stamp);

        var run = await CommandRun.InAsync(_folder.Path, "fix");

        Assert.Equal("Mended 0 findings in 1 manifest; remaining: no findings.\n", run.Output);
        Assert.Equal(stamp, File.GetLastWriteTimeUtc(path));
    }

    [Fact]
    public async Task Programs_get_what_remains_and_people_what_was_done()
    {
        _folder.Write("module.json", Manifests.ForeignRange);

        var run = await CommandRun.InAsync(_folder.Path, "fix", "--format", "github");

        Assert.Equal(new ProcessResult(0, "", "module.json(7,29): MB0006: Write \"[8.3.0,9.0.0)\"\n"), run);
    }

    public void Dispose() => _folder.Dispose();

    private static Task<string> ReadAsync(string path) => File.ReadAllTextAsync(path, TestContext.Current.CancellationToken);
}
