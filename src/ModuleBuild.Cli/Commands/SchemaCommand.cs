using System.CommandLine;
using System.Text;

namespace ModuleBuild.Cli.Commands;

/// <summary><c>modulebuild schema</c>: the JSON Schema of <c>module.json</c>, for editors that are offline.</summary>
internal static class SchemaCommand
{
    /// <summary>The command.</summary>
    public static Command Create()
    {
        var output = ModuleArguments.Output();
        return new DocumentedCommand(
            "schema",
            "Prints the JSON Schema of module.json, for editors.",
            "modulebuild schema --output module.schema.json") { output }.Runs(context =>
        {
            var schema = EmbeddedText.Find("module.schema.json")!;
            return context.WriteResult(context.Parsed.GetValue(output), Encoding.UTF8.GetBytes(schema));
        });
    }
}
