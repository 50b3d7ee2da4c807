using System.CommandLine;
using System.Text;
using System.Text.Json;
using ModuleBuild.Cli.Output;
using ModuleBuild.Core.Policy;
using ModuleBuild.Release.Store;

namespace ModuleBuild.Cli.Release;

/// <summary>The options of which the policy of a new environment is made.</summary>
internal sealed class EnvironmentPolicyOptions
{
    private readonly Option<string?> _from = new("--from") { Description = "The environment from which promotions come. Default: none, modules come from the feeds.", HelpName = "ENVIRONMENT" };

    private readonly Option<string?> _folder = new("--path") { Description = "The folder into which sets are brought. Default: .modulebuild/run/NAME of the workspace.", HelpName = "FOLDER" };

    private readonly Option<string?> _health = new("--health") { Description = "The address that is asked how the set is.", HelpName = "URL" };

    private readonly Option<string?> _level = new("--security-level") { Description = "Which gates it has.", HelpName = "low|medium|high" };

    /// <summary>Makes the options.</summary>
    public EnvironmentPolicyOptions() => _level.AcceptOnlyFromAmong("low", "medium", "high");

    /// <summary>All of them.</summary>
    public IEnumerable<Option> All => [_from, _folder, _health, _level];

    /// <summary>Names of those that were given.</summary>
    /// <param name="parsed">The parsed arguments.</param>
    public IEnumerable<string> Given(ParseResult parsed) => All.Where(option => parsed.GetResult(option) is { Implicit: false }).Select(option => option.Name);

    /// <summary>The environment from which promotions come; null where modules come from the feeds.</summary>
    /// <param name="parsed">The parsed arguments.</param>
    public string? From(ParseResult parsed) => parsed.GetValue(_from);

    /// <summary>Looks whether a policy can be made of them: what could not be read afterwards is not written.</summary>
    /// <param name="parsed">The parsed arguments.</param>
    /// <param name="name">Name of the environment.</param>
    /// <exception cref="UsageException">No policy can be made of them.</exception>
    public void Check(ParseResult parsed, string name)
    {
        if (From(parsed) is { } from
            && (from == name ? $"'{name}' cannot come from itself."
                : from == SetOrigin.Feed ? $"Leave --from out: then the modules of '{name}' come from the feeds."
                : EnvironmentName.Problem(from)) is { } wrong)
        {
            throw new UsageException(wrong);
        }

        if (parsed.GetValue(_folder) is { } folder && string.IsNullOrWhiteSpace(folder))
        {
            throw new UsageException("The path of --path is empty. Give a path; if it comes from a variable, set the variable.");
        }

        var health = parsed.GetValue(_health);
        var isAddress = Uri.TryCreate(health, UriKind.Absolute, out var url) && url.Scheme is "http" or "https" && url.UserInfo.Length == 0;
        if (health is not null && !isAddress)
        {
            throw new UsageException($"'{health}' is no address that can be asked. Write one such as http://localhost:5000/health, without user and password.");
        }
    }

    /// <summary>The folder into which sets are brought: absolute path.</summary>
    /// <param name="parsed">The parsed arguments.</param>
    /// <param name="session">The store.</param>
    /// <param name="name">Name of the environment.</param>
    /// <param name="currentFolder">The folder in which the command runs.</param>
    /// <exception cref="UsageException">None was named, and the store is shared: a folder of this machine would be anybody's guess.</exception>
    public string Target(ParseResult parsed, ReleaseSession session, string name, string currentFolder) =>
        parsed.GetValue(_folder) is { } folder ? Path.GetFullPath(folder, currentFolder)
        : ReleaseSettings.IsAddress(session.Place)
            ? throw new UsageException($"Say where the sets of '{name}' are brought: --path FOLDER. Or write environments/{name}.json yourself, with a command as its deployer, and run this again.")
        : Path.Combine(session.Root, ".modulebuild", "run", name);

    /// <summary>The policy.</summary>
    /// <param name="parsed">The parsed arguments.</param>
    /// <param name="root">Absolute path of the workspace.</param>
    /// <param name="target">Absolute path of the folder into which sets are brought.</param>
    public byte[] ToPolicy(ParseResult parsed, string root, string target) => Encoding.UTF8.GetBytes(JsonOutput.Of(json =>
    {
        json.WriteStartObject();
        Write(json, "from", From(parsed));
        Write(json, "securityLevel", parsed.GetValue(_level));
        json.WriteStartObject("deployer");
        json.WriteString("kind", "directory");
        // From the workspace on, so that the file means the same in every clone.
        json.WriteString("path", Path.GetRelativePath(root, target).Replace('\\', '/'));
        json.WriteEndObject();
        if (parsed.GetValue(_health) is { } health)
        {
            json.WriteStartObject("health");
            json.WriteString("kind", "http");
            json.WriteString("url", health);
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }));

    private static void Write(Utf8JsonWriter json, string name, string? value)
    {
        if (value is not null)
        {
            json.WriteString(name, value);
        }
    }
}
