using System.CommandLine;
using ModuleBuild.Cli.Resolution;

namespace ModuleBuild.Cli.Commands;

/// <summary><c>modulebuild tree</c>: the locked set, as who asks for whom.</summary>
internal static class TreeCommand
{
    /// <summary>The command.</summary>
    public static Command Create()
    {
        var workspace = WorkspaceOfCommand.Option();
        var form = ModuleArguments.As("text", "mermaid", "dot", "json");
        var ascii = new Option<bool>("--ascii") { Description = "Draw the lines of the text in ASCII." };
        return new DocumentedCommand(
            "tree",
            "Shows the locked set: which module asks for which package, in which range.",
            "modulebuild tree",
            "modulebuild tree --as mermaid",
            "modulebuild tree --as dot > modules.dot")
        {
            workspace, form, ascii,
        }.Runs(context =>
        {
            if (LockedWorkspace.Open(context, workspace) is not { } found)
            {
                return ExitCode.Findings;
            }

            var graph = new LockGraph(found.Lock);
            context.Terminal.Out.Write(context.Parsed.GetValue(form) switch
            {
                "mermaid" => GraphText.Mermaid([.. graph.Edges]),
                "dot" => new GraphText(graph).Dot(),
                "json" => new GraphText(graph).Json(),
                _ => new TreeText(
                    graph,
                    context.Parsed.GetValue(ascii) || TreeText.NeedsAscii(Environment.GetEnvironmentVariable, Console.IsOutputRedirected)).Render(),
            });
            return ExitCode.Success;
        });
    }
}
