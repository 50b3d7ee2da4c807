using System.CommandLine;
using System.Text;
using ModuleBuild.Core.Policy;
using ModuleBuild.Release.Environments;

namespace ModuleBuild.Cli.Commands;

/// <summary><c>modulebuild schema</c>: the JSON Schemas of the files that people write, for editors that are offline.</summary>
internal static class SchemaCommand
{
    private const string Module = "module";
    private const string Workspace = "workspace";
    private const string Environment = "environment";

    /// <summary>The command.</summary>
    public static Command Create()
    {
        var kind = new Argument<string>("kind")
        {
            HelpName = "KIND",
            Description = "Of which file: module.json, modulebuild.json of the workspace, or the policy of an environment. Default: module.",
            DefaultValueFactory = _ => Module,
        };
        kind.AcceptOnlyFromAmong(Module, Workspace, Environment);
        var output = ModuleArguments.Output();
        return new DocumentedCommand(
            "schema",
            "Prints the JSON Schema of module.json, for editors; of modulebuild.json or of an environment's policy where that is named.",
            "modulebuild schema --output module.schema.json",
            "modulebuild schema environment --output environment.schema.json") { kind, output }.Runs(context =>
        {
            var schema = context.Parsed.GetValue(kind) switch
            {
                Environment => EnvironmentSchema.Text,
                Workspace => WorkspaceSchema.Text,
                _ => EmbeddedText.Find("module.schema.json")!,
            };
            return context.WriteResult(context.Parsed.GetValue(output), Encoding.UTF8.GetBytes(schema));
        });
    }
}
