using System.CommandLine;
using ModuleBuild.Cli.Release;
using ModuleBuild.Core.Files;
using ModuleBuild.Release.Environments;

namespace ModuleBuild.Cli.Commands.Environments;

/// <summary><c>modulebuild env add</c>: makes an environment.</summary>
internal static class EnvAddCommand
{
    private static readonly Argument<string> Name = ReleaseOptions.Environment("name", "Its name: lower-case letters, digits and '-'.");

    private static readonly EnvironmentPolicyOptions Policy = new();

    private static readonly Option<string?> Store = ReleaseOptions.Store();

    /// <summary>The command.</summary>
    public static Command Create() => new DocumentedCommand(
        "add",
        "Makes an environment: its branch in the store, and environments/NAME.json with its policy where there is none. Commit that file.",
        "modulebuild env add dev --path ../run/dev",
        "modulebuild env add staging --from dev --path ../run/staging --health http://localhost:5001/health --security-level medium")
    {
        Name, Policy.All, Store,
    }.Runs(RunAsync);

    private static async Task<int> RunAsync(CommandContext context)
    {
        var parsed = context.Parsed;
        var name = parsed.GetValue(Name)!;
        if (name == SetOrigin.Feed)
        {
            throw new UsageException($"'{name}' stands for the feeds. Name the environment otherwise.");
        }

        Policy.Check(parsed, name);
        await using var session = ReleaseSession.Open(context, parsed.GetValue(Store));
        var file = EnvironmentPolicyFile.PathOf(session.Root, name);
        var target = Path.Exists(file) ? null : Policy.Target(parsed, session, name, context.CurrentFolder);
        if (target is null && EnvironmentPolicyFile.Read(session.Root, name) is { Policy: null, Findings: var wrong })
        {
            return context.Report.Write(wrong, [], null);
        }

        if (Policy.From(parsed) is { } from && (await session.Environments.ReadAsync(from, context.Cancellation)).Problem is { } unknown)
        {
            return context.Report.Write([unknown], [], null);
        }

        // The store first: where it cannot be used, nothing is left behind.
        var created = await session.Environments.CreateAsync(name, session.By, context.Cancellation);
        var problem = created.Problem ?? (target is null ? null : AtomicFile.Write(file, Policy.ToPolicy(parsed, session.Root, target)));
        if (problem is not null)
        {
            return context.Report.Write([problem], [], null);
        }

        Tell(context, name, Path.GetRelativePath(context.CurrentFolder, file), target);
        return ExitCode.Success;
    }

    private static void Tell(CommandContext context, string name, string file, string? target)
    {
        context.Terminal.Out.WriteLine(target is null
            ? $"'{name}' is there. Its policy is {file}, as it was."
            : $"'{name}' is there. Its policy is {file}; sets are brought to {Path.GetRelativePath(context.CurrentFolder, target)}.");
        if (target is null && Policy.Given(context.Parsed).ToList() is { Count: > 0 } ignored)
        {
            context.Terminal.Error.WriteLine($"{string.Join(", ", ignored)} changed nothing: the policy was there already. Edit {file}, or remove it and run this again.");
        }
    }
}
