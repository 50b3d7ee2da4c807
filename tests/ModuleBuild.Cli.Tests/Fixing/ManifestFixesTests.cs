using System.Text;
using ModuleBuild.Cli.Fixing;
using ModuleBuild.Core.Files;
using ModuleBuild.Testing;

namespace ModuleBuild.Cli.Tests.Fixing;

public sealed class ManifestFixesTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public async Task A_file_that_others_write_meanwhile_is_mended_as_it_was_read()
    {
        // The same mistake at two places, so that edits for the one would cut through the other.
        var other = Manifests.ForeignRange.Replace("Acme Orders", "Acme Orders and all that belongs to them", StringComparison.Ordinal);
        var answers = new[] { Manifests.ForeignRange, other }.ToDictionary(text => text, text => text.Replace("^8.3", "[8.3.0,9.0.0)", StringComparison.Ordinal));
        var path = _folder.Write("module.json", other);
        using var stop = new CancellationTokenSource();
        var writing = Task.Run(
            () =>
            {
                for (var index = 0; !stop.IsCancellationRequested; index++)
                {
                    Assert.Null(AtomicFile.Write(path, Encoding.UTF8.GetBytes(index % 2 == 0 ? Manifests.ForeignRange : other)));
                }
            },
            TestContext.Current.CancellationToken);

        for (var index = 0; index < 2000; index++)
        {
            var result = ManifestFixes.Apply(path, null);
            Assert.Equal(answers[Encoding.UTF8.GetString(result.Before.Span)], Encoding.UTF8.GetString(result.After.Span));
        }

        await stop.CancelAsync();
        await writing;
    }

    public void Dispose() => _folder.Dispose();
}
