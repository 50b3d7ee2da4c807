using System.Collections.Immutable;
using System.Text.Json;
using ModuleBuild.Core.Json;
using ModuleBuild.Release.Store;
using NuGet.Versioning;

namespace ModuleBuild.Release.Environments.Reading;

/// <summary>Understands the JSON of a policy, and tells of all that is wrong with it.</summary>
/// <param name="reader">Takes findings.</param>
/// <param name="root">Absolute path of the workspace, from which files are named.</param>
/// <param name="environment">Name of the environment.</param>
/// <param name="sha256">SHA-256 of the file.</param>
internal sealed class PolicyBinder(StrictReader reader, string root, string environment, string sha256)
{
    public static readonly string[] Fields =
    [
        "$schema", "from", "hosts", "platform", "runtime", "deployer", "health", "commands", "securityLevel", "gates", "override", "freeze", "settings",
        "performanceRequirements", "approvals", "lease",
    ];

    public static readonly string[] CommandsFields = ["before", "after"];

    public static readonly string[] ApprovalsFields = ["count", "signers"];

    public static readonly string[] Levels = ["low", "medium", "high"];

    private readonly PolicyValues _values = new(reader);

    /// <summary>Reads the whole document; null where it is no object or has no deployer.</summary>
    public EnvironmentPolicy? Read()
    {
        if (reader.Root("an object such as {\"deployer\": {\"kind\": \"directory\", \"path\": \"../run/staging\"}}") is not { } o)
        {
            return null;
        }

        reader.CheckNames(o, Fields, allowsOwn: true);
        reader.Text(o, "$schema");
        var level = Level(o);
        var (count, signers) = Approvals(o);
        var gates = new GateSection(reader, _values).Read(reader.Object(o, "gates"), GatePolicy.Of(level), count);
        CheckApprovers(o, gates, signers);
        var commands = Commands(o);
        var deployer = new DeployerSection(reader, _values, root).Read(o);
        var policy = new EnvironmentPolicy
        {
            Environment = environment,
            Sha256 = sha256,
            Root = root,
            From = From(o),
            Hosts = Hosts(o),
            Platform = o.Find("platform") is { } platform ? reader.NotEmpty(platform) : null,
            Runtime = o.Find("runtime") is { } runtime ? reader.Version(runtime.Value, reader.Text(runtime)) : null,
            Deployer = deployer!,
            Health = new HealthSection(reader, _values).Read(o),
            Before = commands.Before,
            After = commands.After,
            SecurityLevel = level,
            Gates = gates,
            Override = Override(o),
            Freeze = new FreezeSection(reader, _values).Read(o),
            Settings = Settings(o),
            PerformanceRequirements = Requirements(o),
            Signers = signers,
            Lease = _values.Duration(o, "lease") ?? TimeSpan.FromSeconds(60),
        };
        return deployer is null ? null : policy;
    }

    private SecurityLevel Level(JsonObject o) =>
        _values.Choice(o, "securityLevel", Levels) is { } at ? (SecurityLevel)at : SecurityLevel.Medium;

    private string? From(JsonObject o)
    {
        if (o.Find("from") is not { } field || field.Value is JsonNull || reader.NotEmpty(field) is not { } from)
        {
            return null;
        }

        var problem = from == environment ? $"'from' is '{from}', the environment itself. Name the one before it, or null for the first." : EnvironmentName.Problem(from);
        if (problem is not null)
        {
            reader.Report(field.Value.Start, problem);
        }

        return from;
    }

    private ImmutableSortedDictionary<string, NuGetVersion> Hosts(JsonObject o) =>
        reader.Ids(reader.Object(o, "hosts"))
            .Select(entry => KeyValuePair.Create(entry.Name!, reader.Version(entry.Value, reader.Text(entry))!))
            .Where(pair => pair.Value is not null)
            .ToImmutableSortedDictionary(StringComparer.OrdinalIgnoreCase);

    private (ImmutableArray<ImmutableArray<string>> Before, ImmutableArray<ImmutableArray<string>> After) Commands(JsonObject o)
    {
        if (reader.Object(o, "commands") is not { } commands)
        {
            return ([], []);
        }

        reader.CheckNames(commands, CommandsFields);
        return (List("before"), List("after"));

        ImmutableArray<ImmutableArray<string>> List(string name) => [.. reader.List(commands, name).Select(_values.Command).OfType<ImmutableArray<string>>()];
    }

    private (int? Count, string? Signers) Approvals(JsonObject o)
    {
        if (reader.Object(o, "approvals") is not { } approvals)
        {
            return (null, null);
        }

        reader.CheckNames(approvals, ApprovalsFields);
        if (reader.Text(approvals, "signers", isRequired: true) is not null && reader.NotEmpty(approvals.Find("signers")!) is { } signers)
        {
            return (_values.Integer(approvals, "count", 1, 20) ?? 1, Path.GetFullPath(signers, root));
        }

        return (null, null);
    }

    // Whoever asks for approvals must say whose: else a set would wait for ever.
    private void CheckApprovers(JsonObject o, GatePolicy gates, string? signers)
    {
        if (gates.Approvals > 0 && gates.On.Contains(Gates.GateNames.Approvals) && signers is null && o.Find("approvals") is null)
        {
            reader.Report(
                o.Find("securityLevel")?.Value.Start ?? o.Start,
                "an approval is asked for, and nobody may give it. Name a file of signers in 'approvals.signers', or switch the gate off with \"gates\": {\"approvals\": false}.");
        }
    }

    private ImmutableArray<string> Override(JsonObject o)
    {
        var names = ImmutableArray.CreateBuilder<string>();
        foreach (var item in reader.List(o, "override"))
        {
            if (_values.Choice(item, Gates.GateNames.All) is { } at)
            {
                names.Add(Gates.GateNames.All[at]);
            }
        }

        return [.. names.Distinct(StringComparer.Ordinal)];
    }

    private ImmutableSortedDictionary<string, JsonElement> Settings(JsonObject o)
    {
        var settings = ImmutableSortedDictionary.CreateBuilder<string, JsonElement>(StringComparer.OrdinalIgnoreCase);
        foreach (var entry in reader.Ids(reader.Object(o, "settings")))
        {
            if (_values.Object(entry, "an object with the settings of the module") is { } value && reader.IsClean)
            {
                using var document = JsonDocument.Parse(JsonCompact.Write(value));
                settings[entry.Name!] = document.RootElement.Clone();
            }
        }

        return settings.ToImmutable();
    }

    private ImmutableSortedDictionary<string, double> Requirements(JsonObject o)
    {
        var requirements = ImmutableSortedDictionary.CreateBuilder<string, double>(StringComparer.Ordinal);
        foreach (var entry in reader.Object(o, "performanceRequirements")?.Entries ?? [])
        {
            if (entry.Value is JsonNumber { Number: >= 0 and < double.PositiveInfinity } number)
            {
                requirements[entry.Name!] = number.Number;
            }
            else
            {
                reader.Report(entry.Value.Start, $"'{entry.Path}' is {entry.Value.Description}; expected the most that the measured value may be, 0 or more.");
            }
        }

        return requirements.ToImmutable();
    }
}
