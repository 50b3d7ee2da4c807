using System.Collections.Immutable;
using ModuleBuild.Cli.Commands;
using ModuleBuild.Cli.Resolution;
using ModuleBuild.Core.Diagnostics;
using ModuleBuild.Core.Ports;
using ModuleBuild.Release.Commands;
using ModuleBuild.Release.Deployers;
using ModuleBuild.Release.Environments;
using ModuleBuild.Release.Gates;
using ModuleBuild.Release.Health;
using ModuleBuild.Release.Model;
using ModuleBuild.Release.Planning;
using ModuleBuild.Release.Promotion;
using ModuleBuild.Security.Capabilities;
using ModuleBuild.Security.Checks.Osv;
using ModuleBuild.Security.Compatibility.Sets;
using NuGet.Versioning;

namespace ModuleBuild.Cli.Release;

/// <summary>An environment, ready for work.</summary>
/// <param name="Setup">Its policy.</param>
/// <param name="Snapshot">How it is now.</param>
/// <param name="Running">The set that runs there.</param>
internal sealed record OpenEnvironment(EnvironmentSetup Setup, ModuleBuild.Release.Store.EnvironmentSnapshot Snapshot, ModuleSet Running);

/// <summary>Ties the release engine to what it works with: policies, feeds, deployers, probes.</summary>
/// <param name="context">The command.</param>
/// <param name="session">The store.</param>
/// <param name="sources">Which feeds were named.</param>
internal sealed class Workplace(CommandContext context, ReleaseSession session, SourceOptions sources)
{
    private readonly Lazy<(IModulePackages? Packages, ImmutableArray<Finding> Findings)> _packages =
        new(() => sources.OpenModules(context.Parsed, session.Root, session.Settings.Resolution.Sources));

    /// <summary>Opens an environment: reads its policy and its state.</summary>
    /// <param name="environment">Its name.</param>
    public async Task<(OpenEnvironment? Open, ImmutableArray<Finding> Findings)> OpenAsync(string environment)
    {
        // Where there is no environment, its policy is not what is missing.
        var read = await session.Environments.ReadAsync(environment, context.Cancellation);
        if (read.Value is null)
        {
            return (null, [read.Problem!]);
        }

        var (setup, findings) = await SetupAsync(environment);
        if (setup is null)
        {
            return (null, findings);
        }

        var running = await session.Environments.ReadSetAsync(read.Value, read.Value.State.Release, context.Cancellation);
        return running.Value is null ? (null, [running.Problem!]) : (new OpenEnvironment(setup, read.Value, running.Value), []);
    }

    /// <summary>Reads an environment's policy, and makes what it names.</summary>
    /// <param name="environment">Its name.</param>
    public async Task<(EnvironmentSetup? Value, ImmutableArray<Finding> Findings)> SetupAsync(string environment)
    {
        var (policy, findings) = EnvironmentPolicyFile.Read(session.Root, environment);
        var (packages, problems) = policy is null ? (null, []) : _packages.Value;
        if (packages is null)
        {
            return (null, [.. findings, .. problems]);
        }

        var advisories = sources.OpenAdvisories(context.Parsed, session.Root, session.Settings.Resolution.Sources);
        var ports = new GatePorts
        {
            Packages = packages,
            Advisories = [.. new[] { advisories.Source, session.Settings.Security.Advisories is { IsEmpty: false } files ? new OsvFiles(files) : null }.OfType<IAdvisorySource>()],
            Approvals = new SshApprovalVerifier(session.Clock),
            SetCompatibility = new SetCompatibility(packages),
            Recount = new CapabilityRecount(),
            Workspace = session.Settings.Security,
        };
        var reference = new PolicyReference(policy!.Sha256, await PolicyCommit.OfAsync(session.Root, context.Cancellation));
        var tools = new EnvironmentTools(GateTable.Of(policy, ports), Deployer(policy, packages), Probe(policy), policy.Lease)
        {
            Policy = reference,
            Overridable = policy.Override,
            IsGone = WorkerName.IsGone,
            Data = policy.Deployer is DirectoryDeployerPolicy directory ? new DirectoryModuleData(directory.Path, session.Clock) : null,
            Migrations = policy.Gates.On.Contains(GateNames.Migrations) ? new DeclaredMigrations(ports.Evidence) : null,
            DeployTimeout = (policy.Deployer as CommandDeployerPolicy)?.Timeout,
        };
        return (new EnvironmentSetup(environment, tools, reference)
        {
            Evidence = ports.Evidence,
            From = policy.From,
            Hosts = policy.Hosts,
            Platform = policy.Platform,
            Settings = policy.Settings,
        }, []);
    }

    /// <summary>Makes the whole set out of what is asked for.</summary>
    /// <param name="setup">The environment.</param>
    /// <param name="origin">Where the set comes from.</param>
    /// <param name="running">The set that runs there.</param>
    /// <param name="modules">Modules that were named.</param>
    /// <param name="without">Modules that are to go.</param>
    public async Task<PromotionPlan> PlanAsync(
        EnvironmentSetup setup, SetOrigin origin, ModuleSet running, ImmutableArray<NamedModule> modules, ImmutableArray<string> without)
    {
        if (origin.Set is null && modules.IsEmpty && running.Modules.IsEmpty)
        {
            throw new UsageException($"Nothing runs in '{setup.Name}' yet. Name the modules that are to come: --module ID@VERSION.");
        }

        var (source, findings) = sources.Open(context.Parsed, session.Root, session.Settings.Resolution.Sources);
        if (source is null)
        {
            return new PromotionPlan(null, [], null, findings);
        }

        using var progress = new ProgressLine(context.Terminal);
        var request = new PlanRequest
        {
            Running = running,
            Source = origin.Set,
            Modules = modules,
            Without = without,
            Hosts = setup.Hosts,
            Platform = setup.Platform,
            Prerelease = session.Settings.Resolution.Prerelease is not null,
            DefaultSettings = setup.Settings,
        };
        return await new Planner(source, IdentifyAsync).PlanAsync(request, progress, context.Cancellation);
    }

    /// <summary>Tells what went wrong.</summary>
    /// <param name="findings">What.</param>
    /// <returns>The exit code.</returns>
    public int Tell(ImmutableArray<Finding> findings) => context.Report.Write(findings, [], null);

    private async Task<SourceAnswer<ReleasedModule>> IdentifyAsync(string id, NuGetVersion version, CancellationToken cancellation)
    {
        var package = await _packages.Value.Packages!.GetAsync(id, version, cancellation);
        return package.Value is null
            ? SourceAnswer.Failed<ReleasedModule>(package.Problem!)
            : SourceAnswer.Of(new ReleasedModule(id, version.ToNormalizedString(), package.Value.ContentHash));
    }

    private IDeployer Deployer(EnvironmentPolicy policy, IModulePackages packages)
    {
        IDeployer deployer = policy.Deployer switch
        {
            DirectoryDeployerPolicy directory => new DirectoryDeployer(new DirectoryDeployerOptions(directory.Path, directory.Keep), packages, session.Clock),
            CommandDeployerPolicy command => new CommandDeployer(new CommandOptions(command.Command, command.Timeout, session.Root), session.Clock),
            _ => throw new InvalidOperationException($"There is no deployer for {policy.Deployer}."),
        };
        return policy.Before.IsEmpty && policy.After.IsEmpty ? deployer : new CommandedDeployer(deployer, Commands(policy.Before), Commands(policy.After), session.Clock);
    }

    private ImmutableArray<CommandOptions> Commands(ImmutableArray<ImmutableArray<string>> commands) =>
        [.. commands.Select(command => new CommandOptions(command, StepPlan.Of(Phase.Applying).Timeout, session.Root))];

    private IHealthProbe? Probe(EnvironmentPolicy policy) => policy.Health switch
    {
        HttpHealthPolicy http => new HttpProbe(ProbeOptions.Of(http) with { Url = http.Url.ToString() }, session.Clock),
        CommandHealthPolicy command => new CommandProbe(ProbeOptions.Of(command) with { Command = command.Command, Folder = session.Root }, session.Clock),
        _ => null,
    };
}
