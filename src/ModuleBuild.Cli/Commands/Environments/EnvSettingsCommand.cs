using System.CommandLine;
using ModuleBuild.Cli.Output;
using ModuleBuild.Cli.Release;
using ModuleBuild.Release.Model;
using ModuleBuild.Release.Promotion;

namespace ModuleBuild.Cli.Commands.Environments;

/// <summary><c>modulebuild env settings</c>: shows and changes the settings of modules; a change is a release of its own.</summary>
internal static class EnvSettingsCommand
{
    private static readonly Argument<string> Environment = ReleaseOptions.EnvironmentOrRelease("environment", "The environment; to show settings also a release of it: NAME@N.");

    private static readonly Argument<string?> Module = new("id") { Description = "The module. Default: show those of all.", Arity = ArgumentArity.ZeroOrOne };

    private static readonly Option<string[]> Set = new("--set")
    {
        Description = "Set one: NAME=VALUE, where VALUE is JSON, or else text. Names of nested settings are parted by ':'. May be repeated.",
        HelpName = "NAME=VALUE",
        Arity = ArgumentArity.OneOrMore,
        AllowMultipleArgumentsPerToken = false,
    };

    private static readonly Option<string[]> Unset = new("--unset")
    {
        Description = "Take one away, so that the module's default counts. May be repeated.",
        HelpName = "NAME",
        Arity = ArgumentArity.OneOrMore,
        AllowMultipleArgumentsPerToken = false,
    };

    private static readonly OperationOptions Operation = new("Print settings as one JSON object; with a change, what happens, an object a line.");

    /// <summary>The command.</summary>
    public static Command Create() => new DocumentedCommand(
        "settings",
        "Shows the settings of modules, or changes them. A change goes the way of every release: gates, health, rollback. Updates of modules keep settings.",
        "modulebuild env settings staging",
        "modulebuild env settings staging Acme.Orders --set batchSize=50 --set retry:delay=\\\"2s\\\"")
    {
        Environment, Module, Set, Unset, Operation.All,
    }.Runs(RunAsync);

    private static async Task<int> RunAsync(CommandContext context)
    {
        var parsed = context.Parsed;
        var changes = new SettingChanges([.. parsed.GetValue(Set) ?? []], [.. parsed.GetValue(Unset) ?? []]);
        await using var work = Operation.Open(context);
        if (changes.IsEmpty)
        {
            return await ShowAsync(context, work.Session);
        }

        var id = parsed.GetValue(Module) ?? throw new UsageException("Name the module whose settings are to change.");
        return await work.RunAsync(parsed.GetValue(Environment)!, open => Task.FromResult(Plan(work, open, id, changes)));
    }

    private static async Task<int> ShowAsync(CommandContext context, ReleaseSession session)
    {
        var set = await NamedSet.ReadAsync(session, context.Parsed.GetValue(Environment)!, context.Cancellation);
        if (set.Value is null)
        {
            return context.Report.Write([set.Problem!], [], null);
        }

        var module = context.Parsed.GetValue(Module);
        if (module is not null && set.Value.Find(module) is null)
        {
            throw NotThere(module, context.Parsed.GetValue(Environment)!);
        }

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

    private static UsageException NotThere(string module, string environment) => new($"{module} does not run in '{environment}'.");

    private static PlannedOperation Plan(OperationWork work, OpenEnvironment open, string id, SettingChanges changes)
    {
        var module = open.Running.Find(id) ?? throw NotThere(id, open.Setup.Name);
        var request = new OperationRequest(OperationKind.Configure, changes.AppliedTo(open.Running, module.Id), work.Session.By);
        return PlannedOperation.OfRelease(request, open.Snapshot.State.Release);
    }
}
