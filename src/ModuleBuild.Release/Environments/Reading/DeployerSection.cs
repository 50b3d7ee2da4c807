using ModuleBuild.Core.Json;

namespace ModuleBuild.Release.Environments.Reading;

/// <summary>Reads section <c>deployer</c>.</summary>
/// <param name="reader">Takes findings.</param>
/// <param name="values">Reads kinds of values.</param>
/// <param name="root">Absolute path of the workspace, from which the folder is named.</param>
internal sealed class DeployerSection(StrictReader reader, PolicyValues values, string root)
{
    public static readonly string[] Kinds = ["directory", "command"];

    public static readonly string[] DirectoryFields = ["kind", "path", "keep"];

    public static readonly string[] CommandFields = ["kind", "command", "timeout"];

    /// <summary>The deployer; null where there is none, or a wrong one, which is told.</summary>
    public DeployerPolicy? Read(JsonObject policy)
    {
        if (policy.Find("deployer") is null)
        {
            reader.Report(policy.Start, "'deployer' is missing. Say how sets come there, for example {\"kind\": \"directory\", \"path\": \"../run/staging\"}.");
            return null;
        }

        if (reader.Object(policy, "deployer") is not { } o || reader.Text(o, "kind", isRequired: true) is null)
        {
            return null;
        }

        return values.Choice(o, "kind", Kinds) switch
        {
            0 => Directory(o),
            1 => Command(o),
            _ => null,
        };
    }

    private DirectoryDeployerPolicy? Directory(JsonObject o)
    {
        reader.CheckNames(o, DirectoryFields);
        var keep = values.Integer(o, "keep", 0, 10_000) ?? 5;
        return reader.Text(o, "path", isRequired: true) is not null && reader.NotEmpty(o.Find("path")!) is { } path
            ? new DirectoryDeployerPolicy(Path.GetFullPath(path, root), keep)
            : null;
    }

    private CommandDeployerPolicy? Command(JsonObject o)
    {
        reader.CheckNames(o, CommandFields);
        var timeout = values.Duration(o, "timeout") ?? TimeSpan.FromSeconds(300);
        if (o.Find("command") is { } command)
        {
            return values.Command(command) is { } words ? new CommandDeployerPolicy(words, timeout) : null;
        }

        reader.Report(o.Start, "'deployer.command' is missing. Name a program and its arguments, such as [\"./deploy.sh\", \"fast\"].");
        return null;
    }
}
