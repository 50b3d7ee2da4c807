using System.Collections.Immutable;
using System.CommandLine;
using System.Text.Json.Nodes;
using System.Text.Json;
using ModuleBuild.Cli.Output;
using ModuleBuild.Cli.Release;
using ModuleBuild.Cli.Resolution;
using ModuleBuild.Core.Diagnostics;
using ModuleBuild.Release.Gates;
using ModuleBuild.Release.Model;
using ModuleBuild.Release.Promotion;

namespace ModuleBuild.Cli.Commands.Environments;

/// <summary><c>modulebuild env settings</c>: shows and changes the settings of modules; a change is a release of its own.</summary>
internal sealed class EnvSettingsCommand
{
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false, MaxDepth = 32 };

    private readonly Argument<string> _environment = ReleaseOptions.Environment("environment", "The environment.");

    private readonly Argument<string?> _module = new("id") { Description = "The module. Default: show those of all.", Arity = ArgumentArity.ZeroOrOne };

    private readonly Option<string[]> _set = new("--set")
    {
        Description = "Set one: NAME=VALUE, where VALUE is JSON, or else text. Names of nested settings are parted by ':'. May be repeated.",
        HelpName = "NAME=VALUE",
        Arity = ArgumentArity.OneOrMore,
        AllowMultipleArgumentsPerToken = false,
    };

    private readonly Option<string[]> _unset = new("--unset")
    {
        Description = "Take one away, so that the module's default counts. May be repeated.",
        HelpName = "NAME",
        Arity = ArgumentArity.OneOrMore,
        AllowMultipleArgumentsPerToken = false,
    };

    private readonly Option<bool> _dryRun = new("--dry-run") { Description = "Show the plan and what all gates say; write nothing." };

    private readonly Option<string?> _reason = ReleaseOptions.Reason("Why; it stands in the ledger.");

    private readonly Option<bool> _json = ReleaseOptions.Json("Print settings as one JSON object; with a change, what happens, an object a line.");

    private readonly Option<string?> _store = ReleaseOptions.Store();

    private readonly SourceOptions _sources = new();

    private EnvSettingsCommand()
    {
    }

    /// <summary>The command.</summary>
    public static Command Create() => new EnvSettingsCommand().ToCommand();

    private Command ToCommand() =>
        new DocumentedCommand(
            "settings",
            "Shows the settings of modules, or changes them. A change goes the way of every release: gates, health, rollback. Updates of modules keep settings.",
            "modulebuild env settings staging",
            "modulebuild env settings staging Acme.Orders --set batchSize=50 --set retry:delay=\\\"2s\\\"")
        {
            _environment, _module, _set, _unset, _dryRun, _reason, _json, _store, _sources.All,
        }.Runs(RunAsync);

    private async Task<int> RunAsync(CommandContext context)
    {
        var parsed = context.Parsed;
        await using var session = ReleaseSession.Open(context, parsed.GetValue(_store));
        var (set, unset) = (parsed.GetValue(_set) ?? [], parsed.GetValue(_unset) ?? []);
        return set.Length + unset.Length == 0 ? await ShowAsync(context, session) : await ChangeAsync(context, session, set, unset);
    }

    private async Task<int> ShowAsync(CommandContext context, ReleaseSession session)
    {
        var set = await NamedSet.ReadAsync(session, context.Parsed.GetValue(_environment)!, context.Cancellation);
        if (set.Value is null)
        {
            return context.Report.Write([set.Problem!], [], null);
        }

        var module = context.Parsed.GetValue(_module);
        context.Terminal.Out.Write(JsonOutput.Of(json =>
        {
            json.WriteStartObject();
            foreach (var (id, settings) in set.Value.Settings.Where(pair => module is null || pair.Key.Equals(module, StringComparison.OrdinalIgnoreCase)))
            {
                json.WritePropertyName(id);
                settings.WriteTo(json);
            }

            json.WriteEndObject();
        }));
        return ExitCode.Success;
    }

    private async Task<int> ChangeAsync(CommandContext context, ReleaseSession session, string[] set, string[] unset)
    {
        var parsed = context.Parsed;
        var workplace = new Workplace(context, session, _sources);
        var events = new OperationEvents(context, session.Clock, parsed.GetValue(_json));
        var (open, findings) = await workplace.OpenAsync(parsed.GetValue(_environment)!);
        if (open is null)
        {
            return events.Stop(parsed.GetValue(_environment)!, findings);
        }

        var id = parsed.GetValue(_module) ?? throw new UsageException("Name the module whose settings are to change.");
        return await new OperationRun(workplace, session, open.Setup, events, context.Cancellation)
            .RunAsync(open, now => PlanAsync(context, session, now, id, set, unset), new RunOptions(parsed.GetValue(_dryRun), Waits: false));
    }

    // A secret that came as a value must not get into the history of the store: the gate that refuses it is asked before anything is written.
    private async Task<PlannedOperation> PlanAsync(CommandContext context, ReleaseSession session, OpenEnvironment open, string id, string[] set, string[] unset)
    {
        var planned = Plan(context.Parsed, session, open, id, set, unset);
        var round = new GateRound(session.Environments, [.. open.Setup.Tools.Gates.Where(gate => gate.Name == GateNames.Settings)], session.Clock);
        if (context.Parsed.GetValue(_dryRun)
            || Beginning.Begin(open.Snapshot with { Operation = null, Target = null }, planned.Request!, open.Running, session.Clock.GetUtcNow()) is not Transition begun)
        {
            return planned;
        }

        var input = await round.InputAsync(open.Snapshot with { Operation = begun.Operation, Target = begun.Target }, open.Running, context.Cancellation);
        ImmutableArray<Finding> refused = input.Value is null ? [input.Problem!] : GateFindings.Of(open.Setup.Name, await round.AskAsync(input.Value, context.Cancellation));
        return refused.IsEmpty ? planned : planned with { Request = null, Findings = refused };
    }

    private PlannedOperation Plan(ParseResult parsed, ReleaseSession session, OpenEnvironment open, string id, string[] set, string[] unset)
    {
        if (open.Running.Find(id) is not { } module)
        {
            throw new UsageException($"{id} does not run in '{open.Setup.Name}'.");
        }

        var target = open.Running with { Settings = Changed(open.Running, module.Id, set, unset) };
        return new PlannedOperation(
            new OperationRequest(OperationKind.Configure, target, session.By) { Why = parsed.GetValue(_reason), FromRelease = open.Snapshot.State.Release, Policy = open.Setup.Policy },
            FormattableString.Invariant($"release {open.Snapshot.State.Release}"),
            []);
    }

    private static ImmutableSortedDictionary<string, JsonElement> Changed(ModuleSet running, string id, string[] set, string[] unset)
    {
        var settings = running.Settings.TryGetValue(id, out var now) ? JsonObject.Create(now)! : [];
        foreach (var text in set)
        {
            var equals = text.IndexOf('=', StringComparison.Ordinal);
            if (equals < 1)
            {
                throw new UsageException($"'{text}' is no setting. Write --set NAME=VALUE.");
            }

            var (parent, name) = Place(settings, text[..equals], makes: true);
            parent![name] = Value(text[..equals], text[(equals + 1)..]);
        }

        foreach (var text in unset)
        {
            var (parent, name) = Place(settings, text, makes: false);
            if (parent?.Remove(name) != true)
            {
                throw new UsageException($"{id} has no setting '{text}' there.");
            }
        }

        return settings.Count == 0 ? running.Settings.Remove(id) : running.Settings.SetItem(id, JsonSerializer.SerializeToElement<JsonNode>(settings, JsonNodeContext.Default.JsonNode));
    }

    private static (JsonObject? Parent, string Name) Place(JsonObject settings, string path, bool makes)
    {
        var names = path.Split(':');
        if (names.Contains(string.Empty, StringComparer.Ordinal))
        {
            throw new UsageException($"'{path}' has an empty name. Names of nested settings are parted by one ':'.");
        }

        JsonObject? at = settings;
        foreach (var name in names[..^1])
        {
            if (at?[name] is not JsonObject next)
            {
                next = [];
                if (at is null || !makes)
                {
                    return (null, name);
                }

                at[name] = next;
            }

            at = next;
        }

        return (at, names[^1]);
    }

    // What the store could not read again never gets there. The value itself is not shown: it may be a secret.
    private static JsonNode? Value(string setting, string text)
    {
        try
        {
            var value = JsonNode.Parse(text, documentOptions: Strict);
            value?.ToJsonString();
            return value;
        }
        catch (JsonException) when (text.AsSpan().TrimStart() is not ['{' or '[' or '"', ..])
        {
            return JsonValue.Create(text);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            throw new UsageException($"The value of '{setting}' begins as JSON and cannot be kept: {e.Message} Text that begins so is written as a JSON string.");
        }
    }
}
