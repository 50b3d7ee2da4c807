using Greenhouse.Contracts;
using Greenhouse.Host;
using Greenhouse.Loading;
using Greenhouse.Server;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

// Runs the set of a target folder, and the next one when its pointer changes:
//   Greenhouse.Server --modules <target folder> [--data <folder>] [--urls http://127.0.0.1:5000]
var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { Args = args, ContentRootPath = AppContext.BaseDirectory });
if (builder.Configuration["modules"] is not { Length: > 0 } modules)
{
    await Console.Error.WriteLineAsync("Name the folder to which releases are brought: --modules <folder>.");
    return 2;
}

var folder = Path.GetFullPath(modules);
var data = Directory.CreateDirectory(builder.Configuration["data"] ?? Path.Combine(AppContext.BaseDirectory, "data")).FullName;
builder.Services.AddSingleton(services => new SetHost(folder, set => Offer(set, services), TimeProvider.System, services.GetRequiredService<ILogger<SetHost>>()));
builder.Services.AddHostedService(services => services.GetRequiredService<SetHost>());

var app = builder.Build();
app.MapGet("/health", HealthEndpoint.AnswerAsync);
app.MapGet("/", OverviewPage.AnswerAsync);
await app.RunAsync();
return 0;

// A greenhouse of its own for each set: hours pass in seconds, and a set that is brought again begins as it did the first time.
void Offer(HostApplicationBuilder set, IServiceProvider services)
{
    var clock = new FastClock(speed: 3600, startHour: 5);
    var greenhouse = new SimulatedGreenhouse(data, clock);
    set.Configuration.AddInMemoryCollection(services.GetRequiredService<IConfiguration>().GetSection("Greenhouse").AsEnumerable());
    set.Services.AddSingleton(services.GetRequiredService<ILoggerFactory>());
    set.Services.AddSingleton<TimeProvider>(clock);
    set.Services.AddSingleton<IGreenhouse>(greenhouse);
    set.Services.AddSingleton<IActuators>(greenhouse);
    set.Services.AddSingleton<INoticeBoard>(new LogBoard(services.GetRequiredService<ILogger<LogBoard>>()));
    foreach (var probe in greenhouse.Probes)
    {
        set.Services.AddSingleton<IProbe>(probe);
    }
}
