using System.CommandLine;
using System.Text;
using System.Text.Json;
using ModuleBuild.Cli.Output;
using ModuleBuild.Cli.Release;
using ModuleBuild.Core.Files;
using ModuleBuild.Release.Environments;
using ModuleBuild.Release.Store;

namespace ModuleBuild.Cli.Commands.Environments;

/// <summary><c>modulebuild env add</c>: makes an environment.</summary>
internal static class EnvAddCommand
{
    private static readonly Argument<string> Name = ReleaseOptions.Environment("name", "Its name: lower-case letters, digits and '-'.");

    private static readonly Option<string?> From = new("--from") { Description = "The environment from which promotions come.", HelpName = "ENVIRONMENT" };

    private static readonly Option<string?> Folder = new("--path") { Description = "The folder into which sets are brought.", HelpName = "FOLDER" };

    private static readonly Option<string?> Health = new("--health") { Description = "The address that is asked how the set is.", HelpName = "URL" };

    private static readonly Option<string?> Level = new("--security-level") { Description = "Which gates it has.", HelpName = "low|medium|high" };

    private static readonly Option<string?> Store = ReleaseOptions.Store();

    /// <summary>The command.</summary>
    public static Command Create()
    {
        Level.AcceptOnlyFromAmong("low", "medium", "high");
        return new DocumentedCommand(
            "add",
            "Makes an environment: its branch in the store, and environments/NAME.json with its policy where there is none. Commit that file.",
            "modulebuild env add dev --path ../run/dev",
            "modulebuild env add staging --from dev --path ../run/staging --health http://localhost:5001/health --security-level medium")
        {
            Name, From, Folder, Health, Level, Store,
        }.Runs(RunAsync);
    }

    private static async Task<int> RunAsync(CommandContext context)
    {
        var parsed = context.Parsed;
        var name = parsed.GetValue(Name)!;
        if (EnvironmentName.Problem(name) is { } wrong)
        {
            throw new UsageException(wrong);
        }

        if (name == SetOrigin.Feed)
        {
            throw new UsageException($"'{name}' stands for the feeds. Name the environment otherwise.");
        }

        CheckPolicy(name, parsed.GetValue(From), parsed.GetValue(Health));

        await using var session = ReleaseSession.Open(context, parsed.GetValue(Store));
        var file = EnvironmentPolicyFile.PathOf(session.Root, name);
        if (!File.Exists(file) && AtomicFile.Write(file, Policy(context, session, Path.GetDirectoryName(file)!)) is { } failure)
        {
            return context.Report.Write([failure], [], null);
        }

        var created = await session.Environments.CreateAsync(name, session.By, context.Cancellation);
        if (created.Problem is { } problem)
        {
            return context.Report.Write([problem], [], null);
        }

        context.Terminal.Out.WriteLine($"'{name}' is there. Its policy is {Path.GetRelativePath(context.CurrentFolder, file)}.");
        return ExitCode.Success;
    }

    // What cannot be read afterwards is not written.
    private static void CheckPolicy(string name, string? from, string? health)
    {
        if (from is not null && (from == name ? $"'{name}' cannot come from itself." : EnvironmentName.Problem(from)) is { } wrong)
        {
            throw new UsageException(wrong);
        }

        var isAddress = Uri.TryCreate(health, UriKind.Absolute, out var url) && url.Scheme is "http" or "https" && url.UserInfo.Length == 0;
        if (health is not null && !isAddress)
        {
            throw new UsageException($"'{health}' is no address that can be asked. Write one such as http://localhost:5000/health, without user and password.");
        }
    }

    private static byte[] Policy(CommandContext context, ReleaseSession session, string folder) => Encoding.UTF8.GetBytes(JsonOutput.Of(json =>
    {
        var parsed = context.Parsed;
        json.WriteStartObject();
        Write(json, "from", parsed.GetValue(From));
        Write(json, "securityLevel", parsed.GetValue(Level));
        if (parsed.GetValue(Folder) is { } path)
        {
            json.WriteStartObject("deployer");
            json.WriteString("kind", "directory");
            json.WriteString("path", Relative(Path.GetFullPath(path, context.CurrentFolder), session.Root));
            json.WriteEndObject();
        }

        if (parsed.GetValue(Health) is { } health)
        {
            json.WriteStartObject("health");
            json.WriteString("kind", "http");
            json.WriteString("url", health);
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }));

    // Folders of a policy are named from the workspace on, so that the file means the same in every clone.
    private static string Relative(string path, string root) => Path.GetRelativePath(root, path).Replace('\\', '/');

    private static void Write(Utf8JsonWriter json, string name, string? value)
    {
        if (value is not null)
        {
            json.WriteString(name, value);
        }
    }
}
