using ModuleBuild.Core.Diagnostics;
using ModuleBuild.Core.Files;
using ModuleBuild.Core.Locking;
using ModuleBuild.Core.Manifest;
using ModuleBuild.Core.Policy;
using ModuleBuild.Testing;

namespace ModuleBuild.Core.Tests.Files;

/// <summary>A named pipe where a file is expected: whoever opens it waits until somebody writes into it, so nobody does.</summary>
public sealed class NamedPipeTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public static TheoryData<string, string, string> Readers => new()
    {
        { "module.json", "MB0026", "The manifest cannot be read: it is no ordinary file. Give the path of one." },
        { "modulebuild.json", "MB1024", "The workspace file cannot be used: it is no ordinary file." },
        { AcceptedCapabilities.FileName, "MB2021", "The accepted capabilities cannot be used: it is no ordinary file." },
        { "modulebuild.baseline.json", "MB9003", "The baseline cannot be used: it is no ordinary file." },
        { "module.lock.json", "MB1014", "The lock cannot be used: it is no ordinary file." },
    };

    [Theory]
    [MemberData(nameof(Readers))]
    public async Task Nobody_waits_at_a_pipe(string name, string code, string message)
    {
        await MakeAsync(name);

        var finding = Assert.Single(await InTimeAsync(() => Read(name, _folder[name])));

        Assert.Equal((code, message), (finding.Code, finding.Message));
    }

    [Fact]
    public async Task Nobody_waits_at_a_link_to_a_pipe()
    {
        await MakeAsync("pipe");
        File.CreateSymbolicLink(_folder["link"], "pipe");

        Assert.False(await InTimeAsync(() => FileType.IsOrdinary(_folder["link"])));
    }

    [Fact]
    public void Empty_file_is_ordinary_and_so_is_a_link_to_it_and_what_is_not_there()
    {
        var empty = _folder.Write("empty.json", string.Empty);
        Assert.True(FileType.IsOrdinary(empty));
        Assert.True(FileType.IsOrdinary(_folder["none.json"]));

        Assert.SkipWhen(OperatingSystem.IsWindows(), "Links need a right of their own.");
        File.CreateSymbolicLink(_folder["link.json"], "empty.json");
        Assert.True(FileType.IsOrdinary(_folder["link.json"]));
    }

    public void Dispose() => _folder.Dispose();

    private static IReadOnlyList<Finding> Read(string name, string path) => name switch
    {
        "module.json" => ManifestReader.ReadFile(path).Findings,
        "modulebuild.json" => WorkspaceSettings.Read(Path.GetDirectoryName(path)!).Findings,
        "modulebuild.baseline.json" => Baseline.ReadFile(path).Findings,
        "module.lock.json" => LockFileReader.Read(path).Findings,
        _ => AcceptedCapabilities.Read(path).Findings,
    };

    private async Task MakeAsync(string name)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "There are no named pipes among the files.");
        (await ChildProcess.RunAsync("mkfifo", [name], _folder.Path)).Succeeded();
    }

    private static Task<T> InTimeAsync<T>(Func<T> read) =>
        Task.Run(read, TestContext.Current.CancellationToken).WaitAsync(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken);
}
