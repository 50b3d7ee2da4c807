using System.CommandLine;
using ModuleBuild.Cli.Gate;
using ModuleBuild.Core.Files;
using ModuleBuild.Core.Policy;

namespace ModuleBuild.Cli.Commands;

/// <summary><c>modulebuild accept</c>: what a module reaches now is what later builds are compared with.</summary>
internal static class AcceptCommand
{
    private static readonly Argument<string?> Project = ModuleArguments.Project();

    private static readonly Option<string[]> Properties = ModuleArguments.Properties();

    /// <summary>The command.</summary>
    public static Command Create() =>
        new DocumentedCommand(
            "accept",
            "Accepts what a built module can do: writes capabilities.accepted.json beside its manifest. Commit it; what goes beyond it is MB2005.",
            "modulebuild accept src/Acme.Orders")
        {
            Project, Properties,
        }.Runs(Run);

    private static int Run(CommandContext context)
    {
        var module = BuiltModule.Read(context, context.Parsed.GetValue(Project), context.Parsed.GetValue(Properties) ?? []);
        var path = module.AcceptedFile;
        var before = AcceptedCapabilities.Read(path).Accepted;
        var after = AcceptedCapabilities.Of(module.Report);
        if (AtomicFile.Write(path, after.Write()) is { } failure)
        {
            return context.Report.Write([failure], [], null);
        }

        foreach (var added in after.Capabilities.Except(before?.Capabilities ?? []))
        {
            context.Messages.WriteLine($"+ {added.Capability} through {added.Package}");
        }

        foreach (var removed in (before?.Capabilities ?? []).Except(after.Capabilities))
        {
            context.Messages.WriteLine($"- {removed.Capability} through {removed.Package}");
        }

        context.Messages.WriteLine(FormattableString.Invariant(
            $"{Path.GetRelativePath(context.CurrentFolder, path)}: {after.Capabilities.Length} capabilities of {module.Report.Module} {module.Report.Version}. Commit it."));
        return ExitCode.Success;
    }
}
