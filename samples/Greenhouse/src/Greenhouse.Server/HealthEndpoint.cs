using System.Globalization;
using System.Text.Json.Nodes;
using Greenhouse.Loading;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Greenhouse.Server;

/// <summary><c>/health</c>: which release runs, and how it is. A probe waits for its release in this answer.</summary>
internal static class HealthEndpoint
{
    public static Task<IResult> AnswerAsync(SetHost host, CancellationToken cancellation) => host.UseAsync(async set =>
    {
        if (set is null)
        {
            return Answer(HealthStatus.Unhealthy, new JsonObject { ["status"] = "Unhealthy", ["failure"] = host.Failure ?? "No set runs yet." });
        }

        var health = await set.AskAsync(cancellation);
        return Answer(health.Status, new JsonObject
        {
            ["status"] = health.Status.ToString(),
            ["environment"] = set.Pointer.Environment,
            ["release"] = set.Pointer.Release,
            ["setDigest"] = set.Pointer.SetDigest,
            ["since"] = set.Since.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture),
            ["failure"] = host.Failure,
            ["modules"] = new JsonArray([.. health.Modules.Select(Module)]),
        });
    });

    private static JsonObject Module(ModuleHealth module) => new()
    {
        ["id"] = module.Id,
        ["version"] = module.Version,
        ["status"] = module.Status.ToString(),
        ["description"] = module.Description,
    };

    private static IResult Answer(HealthStatus status, JsonObject answer) => Results.Text(
        answer.ToJsonString(), "application/json", statusCode: status == HealthStatus.Unhealthy ? StatusCodes.Status503ServiceUnavailable : StatusCodes.Status200OK);
}
