using System.CommandLine;
using System.Text.Json;
using ModuleBuild.Cli.Output;
using ModuleBuild.Cli.Publishing;
using ModuleBuild.Cli.Release;
using ModuleBuild.Release.Versions;

namespace ModuleBuild.Cli.Commands.Versions;

/// <summary><c>modulebuild version next</c>: the version that what changed asks for.</summary>
internal static class VersionNextCommand
{
    private static readonly Argument<string?> Target = ModuleArguments.Target(
        "A project that was built, a folder that holds one, or a .nupkg. Default: the current folder.");

    private static readonly Option<bool> Json = ReleaseOptions.Json("Print version, last release and reasons as one JSON object.");

    private static readonly Option<string[]> Properties = ModuleArguments.Properties();

    /// <summary>The command.</summary>
    public static Command Create() => new DocumentedCommand(
        "next",
        "Prints the version that comes next; why is told on standard error.",
        "modulebuild version next src/Acme.Orders",
        "dotnet pack -p:Version=$(modulebuild version next)")
    {
        Target, Json, Properties,
    }.Runs(Run);

    private static int Run(CommandContext context)
    {
        var path = context.Parsed.GetValue(Target);
        var (current, evidence) = path?.EndsWith(".nupkg", StringComparison.OrdinalIgnoreCase) == true
            ? VersionSources.OfPackage(path, context.CurrentFolder)
            : VersionSources.OfProject(context, path, context.Parsed.GetValue(Properties) ?? []);
        var proposal = VersionProposal.Of(current, evidence?.Compatibility?.Api, evidence?.Changelog);
        if (context.Parsed.GetValue(Json))
        {
            context.Terminal.Out.Write(JsonOutput.Of(json => Write(json, proposal)));
            return ExitCode.Success;
        }

        context.Terminal.Out.WriteLine(proposal.Version.ToNormalizedString());
        foreach (var reason in proposal.Reasons)
        {
            context.Terminal.Error.WriteLine(ForeignText.Line(reason));
        }

        return ExitCode.Success;
    }

    private static void Write(Utf8JsonWriter json, VersionProposal proposal)
    {
        json.WriteStartObject();
        json.WriteString("version", proposal.Version.ToNormalizedString());
        json.WriteString("last", proposal.Last?.ToNormalizedString());
        json.WriteString("change", JsonNamingPolicy.CamelCase.ConvertName(proposal.Change.ToString()));
        json.WriteStartArray("reasons");
        foreach (var reason in proposal.Reasons)
        {
            json.WriteStringValue(reason);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }
}
