using System.Reflection;
using Greenhouse.Contracts;
using Greenhouse.Host;
using Greenhouse.Loading;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;

// Runs a simulated greenhouse for some seconds, an hour of its day in each: Greenhouse.Host [--RunFor 00:00:10] [--Data <folder>]
var builder = Host.CreateApplicationBuilder(new HostApplicationBuilderSettings
{
    Args = args,
    ContentRootPath = AppContext.BaseDirectory,
});
var runFor = builder.Configuration.GetValue("RunFor", TimeSpan.FromSeconds(10));
var data = Directory.CreateDirectory(builder.Configuration["Data"] ?? Path.Combine(AppContext.BaseDirectory, "data")).FullName;

var clock = new FastClock(speed: 3600, startHour: 5);
var greenhouse = new SimulatedGreenhouse(data, clock);
builder.Services.AddSingleton<TimeProvider>(clock);
builder.Services.AddSingleton<IGreenhouse>(greenhouse);
builder.Services.AddSingleton<IActuators>(greenhouse);
builder.Services.AddSingleton<INoticeBoard>(new ConsoleBoard());
foreach (var probe in greenhouse.Probes)
{
    builder.Services.AddSingleton<IProbe>(probe);
}

var manifests = Directory.EnumerateFiles(Path.Combine(AppContext.BaseDirectory, "modules"), "*.json").Order(StringComparer.Ordinal);
foreach (var module in LoadOrder.Of([.. manifests.Select(ModuleManifest.Read)]))
{
    module.Configure(Assembly.Load(new AssemblyName(module.Id)), builder);
    Console.WriteLine($"  loaded  {module.Id} {module.Version}");
}

using var host = builder.Build();
await host.StartAsync();
await Task.Delay(runFor, host.Services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping)
    .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
var health = await host.Services.GetRequiredService<HealthCheckService>().CheckHealthAsync();
await host.StopAsync();

foreach (var (name, entry) in health.Entries)
{
    Console.WriteLine($"  health  {name}: {entry.Status}, {entry.Description}");
}

Console.WriteLine($"  reports {Path.Combine(data, "reports")}");
return health.Status == HealthStatus.Unhealthy ? 1 : 0;
