namespace ModuleBuild.Cli.Tests.Release;

/// <summary>A workspace with environments in which nothing runs, for tests that leave it so.</summary>
public sealed class EmptyEnvironments : IAsyncLifetime
{
    private ReleaseFolder? _folder;

    internal ReleaseFolder Folder => _folder!;

    public async ValueTask InitializeAsync() => _folder = await ReleaseFolder.CreateAsync();

    public ValueTask DisposeAsync()
    {
        _folder?.Dispose();
        return ValueTask.CompletedTask;
    }
}
