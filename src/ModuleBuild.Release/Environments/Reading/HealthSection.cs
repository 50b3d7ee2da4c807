using ModuleBuild.Core.Json;

namespace ModuleBuild.Release.Environments.Reading;

/// <summary>Reads section <c>health</c>.</summary>
/// <param name="reader">Takes findings.</param>
/// <param name="values">Reads kinds of values.</param>
internal sealed class HealthSection(StrictReader reader, PolicyValues values)
{
    public static readonly string[] Kinds = ["http", "command"];

    public static readonly string[] HttpFields = ["kind", "url", "interval", "timeout", "bake", "grace", "successes", "failures"];

    public static readonly string[] CommandFields = ["kind", "command", "interval", "timeout", "bake", "grace", "successes", "failures"];

    /// <summary>The probe; null where there is none, or a wrong one, which is told.</summary>
    public HealthPolicy? Read(JsonObject policy)
    {
        if (reader.Object(policy, "health") is not { } o || reader.Text(o, "kind", isRequired: true) is null)
        {
            return null;
        }

        return values.Choice(o, "kind", Kinds) switch
        {
            0 => Http(o),
            1 => Command(o),
            _ => null,
        };
    }

    private HealthPolicy? Http(JsonObject o)
    {
        reader.CheckNames(o, HttpFields);
        if (reader.Text(o, "url", isRequired: true) is not { } text)
        {
            return null;
        }

        if (Uri.TryCreate(text, UriKind.Absolute, out var url) && (url.Scheme == Uri.UriSchemeHttp || url.Scheme == Uri.UriSchemeHttps) && url.UserInfo.Length == 0)
        {
            return WithTimes(o, new HttpHealthPolicy(url));
        }

        reader.Report(o.Find("url")!.Value.Start, $"'health.url' is {Quotation.Of(text)}; expected an address such as \"http://localhost:5000/health\", without user or password.");
        return null;
    }

    private HealthPolicy? Command(JsonObject o)
    {
        reader.CheckNames(o, CommandFields);
        if (o.Find("command") is { } command)
        {
            return values.Command(command) is { } words ? WithTimes(o, new CommandHealthPolicy(words)) : null;
        }

        reader.Report(o.Start, "'health.command' is missing. Name a program and its arguments, such as [\"./healthy.sh\"].");
        return null;
    }

    private HealthPolicy WithTimes(JsonObject o, HealthPolicy health) => health with
    {
        Interval = values.Duration(o, "interval") ?? health.Interval,
        Timeout = values.Duration(o, "timeout") ?? health.Timeout,
        Bake = values.Duration(o, "bake", mayBeZero: true) ?? health.Bake,
        Grace = values.Duration(o, "grace", mayBeZero: true) ?? health.Grace,
        Successes = values.Integer(o, "successes", 1, 100_000) ?? health.Successes,
        Failures = values.Integer(o, "failures", 0, 100_000) ?? health.Failures,
    };
}
