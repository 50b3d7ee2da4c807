using System.CommandLine;
using System.Globalization;
using ModuleBuild.Cli.Output;
using ModuleBuild.Cli.Resolution;

namespace ModuleBuild.Cli.Commands;

/// <summary><c>modulebuild why ID</c>: all ways from the workspace's modules to a package.</summary>
internal static class WhyCommand
{
    /// <summary>The command.</summary>
    public static Command Create()
    {
        var id = ModuleArguments.Id("A package of the lock.");
        var workspace = WorkspaceOfCommand.Option();
        var form = ModuleArguments.As("text", "mermaid", "json");
        var json = new Option<bool>("--json") { Description = "The same as --as json." };
        return new DocumentedCommand(
            "why",
            "Says why a package is in the set: every way from a module of the workspace to it, with the ranges.",
            "modulebuild why Acme.Charts",
            "modulebuild why Acme.Charts --as mermaid")
        {
            id, workspace, form, json,
        }.Runs(context =>
        {
            if (LockedWorkspace.Open(context, workspace) is not { } found)
            {
                return ExitCode.Findings;
            }

            var graph = new LockGraph(found.Lock);
            var target = graph.Find(context.Parsed.GetValue(id)!) ?? throw new UsageException(found.NotLocked(context.Parsed.GetValue(id)!));
            var paths = LockPaths.Find(graph, target, context.Cancellation);
            context.Terminal.Out.Write((context.Parsed.GetValue(json) ? "json" : context.Parsed.GetValue(form)) switch
            {
                "json" => Json(target, paths),
                "mermaid" => GraphText.Mermaid([.. paths.Paths.SelectMany(path => path).Distinct()]),
                _ => Text(target, paths),
            });
            return ExitCode.Success;
        });
    }

    private static string Text(SetNode target, LockPaths paths)
    {
        var lines = paths.Paths.Select(path => $"  {Sentence(path)}");
        var more = paths.IsCut ? [string.Create(CultureInfo.InvariantCulture, $"  … and more; these are {paths.Paths.Count} of them.")] : Array.Empty<string>();
        var none = paths.Paths.Count == 0 ? ["  Nothing asks for it any more. Run 'modulebuild lock'."] : Array.Empty<string>();
        return string.Join('\n', lines.Prepend(target.ToString()).Concat(more).Concat(none)) + "\n";
    }

    // 'src/orders needs Acme.Reports 4.* (4.2.0), which needs Acme.Charts [3.0,4.0)'
    private static string Sentence(IReadOnlyList<SetEdge> path) => $"{path[0].From.Name} " + string.Join(", which ", path.Select((edge, at) =>
    {
        var verb = edge.KindWord switch { "optional" => "can use", "peer" => "needs as a peer", _ => "needs" };
        var version = at == path.Count - 1 ? string.Empty : $" ({edge.To.Package?.Version.ToNormalizedString()})";
        return $"{verb} {edge.To.Name} {edge.Range}{version}";
    }));

    private static string Json(SetNode target, LockPaths paths) => JsonOutput.Of(writer =>
    {
        writer.WriteStartObject();
        writer.WriteString("id", target.Name);
        writer.WriteString("version", target.Package!.Version.ToNormalizedString());
        writer.WriteStartArray("paths");
        foreach (var path in paths.Paths)
        {
            writer.WriteStartObject();
            writer.WriteString("module", path[0].From.Name);
            writer.WriteStartArray("steps");
            foreach (var edge in path)
            {
                GraphText.Write(writer, edge);
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteBoolean("complete", !paths.IsCut);
        writer.WriteEndObject();
    });
}
