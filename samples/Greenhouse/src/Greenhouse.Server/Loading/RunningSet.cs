using System.Collections.Immutable;
using System.Text.Json;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;

namespace Greenhouse.Loading;

/// <summary>
/// A set that runs: its modules in load contexts of their own, their services in one host. Whoever uses it holds a lease; it is stopped and
/// unloaded when it is retired and the last lease has ended.
/// </summary>
internal sealed class RunningSet
{
    private readonly TaskCompletionSource _unused = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private ImmutableArray<ModuleLoadContext> _contexts;
    private IHost? _host;
    private int _leases = 1; // its own, until it is retired

    private RunningSet(SetPointer pointer, IHost host, ImmutableArray<ModuleManifest> modules, ImmutableArray<ModuleLoadContext> contexts)
    {
        Pointer = pointer;
        Modules = modules;
        _host = host;
        _contexts = contexts;
    }

    /// <summary>What it is.</summary>
    public SetPointer Pointer { get; }

    /// <summary>Its modules, in the order in which they were loaded.</summary>
    public ImmutableArray<ModuleManifest> Modules { get; }

    /// <summary>Since when it runs.</summary>
    public DateTimeOffset Since { get; private init; }

    /// <summary>Loads a set and starts it.</summary>
    /// <param name="folder">The target folder.</param>
    /// <param name="pointer">What is to run.</param>
    /// <param name="offer">Registers what the host offers to modules.</param>
    /// <param name="now">The time.</param>
    /// <param name="cancellation">Stops starting.</param>
    public static async Task<RunningSet> StartAsync(
        string folder, SetPointer pointer, Action<HostApplicationBuilder> offer, DateTimeOffset now, CancellationToken cancellation)
    {
        var manifests = LoadOrder.Of([.. pointer.Modules.Select(module => ModuleManifest.Read(Path.Join(folder, module.Folder, "module", "module.json")))]);
        var contexts = new Dictionary<string, ModuleLoadContext>(StringComparer.OrdinalIgnoreCase);
        IHost? host = null;
        try
        {
            var builder = new HostApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
            offer(builder);
            builder.Services.AddSingleton<IHostLifetime>(new NoLifetime());
            builder.Services.AddHealthChecks();
            foreach (var manifest in manifests)
            {
                var module = pointer.Modules.Single(module => module.Id.Equals(manifest.Id, StringComparison.OrdinalIgnoreCase));
                builder.Configuration.AddInMemoryCollection(SettingsOf(manifest, module));
                contexts.Add(manifest.Id, new ModuleLoadContext(manifest.Id, Path.GetFullPath(Path.Join(folder, module.Folder)), contexts));
                manifest.Configure(contexts[manifest.Id].Main, builder);
            }

            host = builder.Build();
            await host.StartAsync(cancellation);
            return new RunningSet(pointer, host, manifests, [.. contexts.Values]) { Since = now };
        }
        catch
        {
            await UnloadAsync(host, contexts.Values);
            throw;
        }
    }

    /// <summary>Takes a lease.</summary>
    /// <returns>Whether there is one; there is none any more when the set is retired.</returns>
    public bool TryEnter()
    {
        for (var leases = Volatile.Read(ref _leases); leases > 0; leases = Volatile.Read(ref _leases))
        {
            if (Interlocked.CompareExchange(ref _leases, leases + 1, leases) == leases)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Gives a lease back.</summary>
    public void Leave()
    {
        if (Interlocked.Decrement(ref _leases) == 0)
        {
            _unused.SetResult();
        }
    }

    /// <summary>Asks the health checks of its modules.</summary>
    /// <param name="cancellation">Stops waiting.</param>
    public async Task<SetHealth> AskAsync(CancellationToken cancellation)
    {
        var report = await _host!.Services.GetRequiredService<HealthCheckService>().CheckHealthAsync(cancellation);
        return SetHealth.Of(this, report);
    }

    /// <summary>Waits for the last lease, then stops the set and unloads it.</summary>
    public async Task RetireAsync()
    {
        Leave();
        await _unused.Task;
        var (host, contexts) = (_host, _contexts);
        (_host, _contexts) = (null, []);
        await UnloadAsync(host, contexts);
    }

    private static async Task UnloadAsync(IHost? host, IEnumerable<ModuleLoadContext> contexts)
    {
        if (host is not null)
        {
            try
            {
                await host.StopAsync();
            }
            finally
            {
                host.Dispose();
            }
        }

        foreach (var context in contexts)
        {
            context.Unload();
        }
    }

    // Settings of the release stand above those of the host.
    private static IEnumerable<KeyValuePair<string, string?>> SettingsOf(ModuleManifest manifest, PointedModule module) =>
        manifest.Section is { } section && module.Settings is { ValueKind: JsonValueKind.Object } settings ? Flatten(section, settings) : [];

    private static IEnumerable<KeyValuePair<string, string?>> Flatten(string path, JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => value.EnumerateObject().SelectMany(field => Flatten($"{path}:{field.Name}", field.Value)),
        JsonValueKind.Array => value.EnumerateArray().SelectMany((item, index) => Flatten(FormattableString.Invariant($"{path}:{index}"), item)),
        JsonValueKind.Null => [new(path, null)],
        _ => [new(path, value.ToString())],
    };

    // Sets begin and end with their host, not with signals to the process.
    private sealed class NoLifetime : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
