using System.Collections.Immutable;
using System.CommandLine;
using ModuleBuild.Cli.Auditing;
using ModuleBuild.Cli.Output;
using ModuleBuild.Cli.Resolution;
using ModuleBuild.Core.Diagnostics;
using ModuleBuild.Core.Files;
using ModuleBuild.Core.Policy;
using ModuleBuild.Core.Ports;
using ModuleBuild.Security.Checks;
using ModuleBuild.Security.Checks.Malware;
using ModuleBuild.Security.Checks.Osv;

namespace ModuleBuild.Cli.Commands;

/// <summary><c>modulebuild audit</c>: known vulnerabilities of all that runs with a module; of a package, all that is in it.</summary>
internal sealed class AuditCommand
{
    // A file of the largest size that a daemon takes needs some seconds.
    private static readonly TimeSpan ScanTime = TimeSpan.FromSeconds(60);

    private readonly Argument<string?> _target = ModuleArguments.Target(
        "A project that was restored, a folder that holds one, a project.assets.json, a module.lock.json or a .nupkg. Default: the current folder.");

    private readonly Option<string[]> _advisories = new("--advisories")
    {
        Description = "An OSV file, or a folder of them, besides those of modulebuild.json. May be repeated.",
        HelpName = "PATH",
        Arity = ArgumentArity.OneOrMore,
        AllowMultipleArgumentsPerToken = false,
    };

    private readonly Option<bool> _json = new("--json") { Description = "Print the packages and what is known of them as one JSON object." };

    private readonly Option<string[]> _properties = ModuleArguments.Properties();

    private readonly SourceOptions _sources = new();

    private AuditCommand()
    {
    }

    /// <summary>The command.</summary>
    public static Command Create() => new AuditCommand().ToCommand();

    private Command ToCommand() =>
        new DocumentedCommand(
            "audit",
            "Looks for known vulnerabilities in all packages that run with a module; in a package also for secrets, malware and weak settings.",
            "modulebuild audit",
            "modulebuild audit Acme.Orders --json",
            "modulebuild audit Acme.Orders.1.3.0.nupkg",
            "modulebuild audit module.lock.json --offline --advisories osv/")
        {
            _target, _advisories, _json, _properties, _sources.All,
        }.Runs(Run);

    private int Run(CommandContext context)
    {
        var unpacked = new Lazy<DirectoryInfo>(() => Directory.CreateTempSubdirectory("modulebuild-"));
        try
        {
            return Run(context, unpacked);
        }
        finally
        {
            if (unpacked.IsValueCreated)
            {
                unpacked.Value.Delete(recursive: true);
            }
        }
    }

    private int Run(CommandContext context, Lazy<DirectoryInfo> unpacked)
    {
        var properties = ModuleArguments.ToProperties(context.Parsed.GetValue(_properties) ?? []);
        var target = AuditTarget.Find(context.Parsed.GetValue(_target), context.CurrentFolder, properties, unpacked, context.Cancellation);
        var (settings, wrong) = WorkspaceSettings.Read(Workspace.FindRoot(target.Folder));
        if (settings is null || (target.Contents is null && !target.Findings.IsEmpty))
        {
            return context.Report.Write([.. wrong, .. target.Findings], [], null);
        }

        var (sources, findings) = Sources(context, target, settings);
        var found = SecurityChecks.Run(
            new SecurityCheckInput
            {
                Place = new SourceLocation(target.File),
                Settings = settings.Security,
                Packages = target.Packages,
                Advisories = sources,
                Package = target.Contents?.Package,
                Files = target.Contents?.Files ?? [],
                Document = target.Document,
                Scanner = settings.Security.Clamd is { } clamd ? new ClamdClient(clamd, ScanTime) : null,
            },
            context.Cancellation);
        var verdict = SecurityPolicy.Apply(settings.Security, [.. findings, .. target.Findings, .. found], Today());
        if (context.Parsed.GetValue(_json))
        {
            context.Terminal.Out.Write(AuditJson.Of(target, verdict));
            return verdict.Findings.Any(finding => finding.Severity == Severity.Error) ? ExitCode.Findings : ExitCode.Success;
        }

        return context.Report.Write(verdict.Findings, verdict.Accepted, target.Contents is { } contents
            ? FindingSummary.Count(contents.Files.Length, "file")
            : FindingSummary.Count(target.Packages.Length, "package"));
    }

    private (ImmutableArray<IAdvisorySource> Sources, ImmutableArray<Finding> Findings) Sources(
        CommandContext context, AuditTarget target, WorkspaceSettings settings)
    {
        ImmutableArray<string> files =
        [
            .. settings.Security.Advisories,
            .. (context.Parsed.GetValue(_advisories) ?? []).Select(path => Path.GetFullPath(path, context.CurrentFolder)),
        ];
        IAdvisorySource[] osv = files.IsEmpty ? [] : [new OsvFiles(files)];
        // Offline, files are enough: what servers said before is only asked for where there is nothing else.
        if (!files.IsEmpty && _sources.IsOffline(context.Parsed))
        {
            return ([.. osv], []);
        }

        var (source, findings) = _sources.OpenAdvisories(context.Parsed, target.Folder, settings.Resolution.Sources);
        return (source is null ? [.. osv] : [.. osv, source], findings);
    }

    // The command line is where a day comes from; what judges it is given one.
    private static DateOnly Today() => DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime);
}
