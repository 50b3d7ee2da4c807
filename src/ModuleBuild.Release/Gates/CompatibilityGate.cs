using System.Collections.Immutable;
using ModuleBuild.Core.Compatibility;
using ModuleBuild.Core.Ports;
using ModuleBuild.Release.Environments;
using ModuleBuild.Release.Evidence;
using ModuleBuild.Release.Model;
using NuGet.Versioning;

namespace ModuleBuild.Release.Gates;

/// <summary>The modules fit the hosts, the platform and the runtime of the environment, as far as their manifests and reports say.</summary>
/// <param name="evidence">The evidence.</param>
/// <param name="policy">The policy, which says what is there.</param>
/// <param name="deeper">Compares member by member; null where nobody does.</param>
internal sealed class CompatibilityGate(EvidenceCollection evidence, EnvironmentPolicy policy, ISetCompatibility? deeper)
    : GateByEvidence(GateNames.Compatibility, evidence)
{
    /// <inheritdoc/>
    protected override async Task<GateAnswer> JudgeAsync(GateInput input, ImmutableArray<ModuleEvidence> modules, CancellationToken cancellation)
    {
        var versions = modules.ToDictionary(module => module.Module.Id, module => module.Package.Version, StringComparer.OrdinalIgnoreCase);
        var problems = modules.SelectMany(module => Hosts(module).Concat(Reports(module, versions)).Append(Platform(module)).Concat(Runtime(module))).OfType<string>().ToList();
        var compare = deeper is null ? null : await deeper.CompareAsync(new SetToCompare([.. modules.Select(module => module.Package)], Users(input, modules), policy.Hosts), cancellation);
        problems.AddRange(compare?.Problems ?? []);

        var compared = modules.Count(module => !module.Compatibility.IsEmpty);
        return Decide(
            problems,
            $"{Answers.Count(modules.Length, "module")} fit {There()}; {Answers.Count(compared, "report")} of builds said so{How(compare)}.",
            "Take versions of the modules that fit, or bring the environment's hosts up to date first.");
    }

    // What fitted as it is fits still: what changed is compared, and all that needs it, by whatever way. Which hosts were there before, nobody wrote down.
    private ImmutableHashSet<string> Users(GateInput input, ImmutableArray<ModuleEvidence> modules)
    {
        var users = modules.Where(module => !policy.Hosts.IsEmpty || input.Current.Find(module.Module.Id)?.ContentHash != module.Module.ContentHash)
            .Select(module => module.Module.Id).ToImmutableHashSet(StringComparer.OrdinalIgnoreCase);
        for (var before = -1; before < users.Count;)
        {
            before = users.Count;
            users = users.Union(modules.Where(module => module.Manifest.Dependencies.Any(need => users.Contains(need.Id))).Select(module => module.Module.Id));
        }

        return users;
    }

    private static string How(SetComparison? compare) =>
        compare is null ? ", and the modules were not compared with one another member by member"
        : compare.NotCompared.IsEmpty ? ", and what changed was compared member by member"
        : $", and what changed was compared member by member as far as it can be. {Answers.Sentences(compare.NotCompared).TrimEnd('.')}";

    private string There()
    {
        List<string> parts = [.. policy.Hosts.Select(host => $"{host.Key} {host.Value.ToNormalizedString()}")];
        parts.AddRange(new[] { policy.Platform, policy.Runtime is { } runtime ? $".NET {runtime.ToNormalizedString()}" : null }.OfType<string>());
        return parts.Count == 0 ? "an environment of which the policy says nothing" : Answers.Some(parts);
    }

    // A module that names hosts runs on any of them; the range of each that is there must hold.
    private IEnumerable<string> Hosts(ModuleEvidence module)
    {
        if (policy.Hosts.IsEmpty || module.Manifest.Host.IsEmpty)
        {
            yield break;
        }

        var there = module.Manifest.Host.Where(host => policy.Hosts.ContainsKey(host.Id)).ToList();
        if (there.Count == 0)
        {
            yield return $"{module.Module} runs on {Answers.Some(module.Manifest.Host.Select(host => host.Id))}, which the environment does not have.";
        }

        foreach (var host in there.Where(host => !host.Range.Range.Satisfies(policy.Hosts[host.Id])))
        {
            yield return $"{module.Module} runs on {host.Id} {host.Range}; the environment has {policy.Hosts[host.Id].ToNormalizedString()}.";
        }
    }

    private IEnumerable<string> Reports(ModuleEvidence module, Dictionary<string, NuGetVersion> modules) =>
        from report in module.Compatibility
        from host in report.Hosts
        let version = host.IsHost ? policy.Hosts.GetValueOrDefault(host.Id) : modules.GetValueOrDefault(host.Id)
        where version is not null
        let compared = host.Versions.FirstOrDefault(each => NuGetVersion.TryParse(each.Version, out var known) && known == version)
        where compared is { Works: false }
        select $"{module.Module} does not work with {host.Id} {version.ToNormalizedString()}: {What(compared)}.";

    private static string What(ComparedVersion compared) => compared.Missing.IsEmpty
        ? $"it does not implement {Answers.Some(compared.NotImplemented)}"
        : $"{Answers.Some(compared.Missing)} {(compared.Missing.Length == 1 ? "is" : "are")} missing";

    private string? Platform(ModuleEvidence module) =>
        policy.Platform is { } platform && !module.Manifest.Platforms.IsEmpty && !module.Manifest.Platforms.Any(declared => Covers(declared, platform))
            ? $"{module.Module} runs on {Answers.Some(module.Manifest.Platforms)}; the environment is {platform}."
            : null;

    // "linux" covers "linux-x64": a runtime identifier covers those that refine it.
    private static bool Covers(string declared, string platform) =>
        platform.Equals(declared, StringComparison.OrdinalIgnoreCase)
        || declared.Equals("any", StringComparison.OrdinalIgnoreCase)
        || platform.StartsWith(declared + "-", StringComparison.OrdinalIgnoreCase);

    // A module for several frameworks runs where one of them does.
    private IEnumerable<string> Runtime(ModuleEvidence module)
    {
        var frameworks = module.Files.Select(path => path.Split('/')).Where(parts => parts.Length > 2 && parts[0] == "lib").Select(parts => parts[1])
            .Distinct(StringComparer.OrdinalIgnoreCase).Order(StringComparer.Ordinal).ToList();
        if (policy.Runtime is { } runtime && frameworks.Count > 0 && !frameworks.Exists(framework => RunsOn(framework, runtime)))
        {
            yield return $"{module.Module} is made for {Answers.Some(frameworks)}; the environment has .NET {runtime.ToNormalizedString()}.";
        }
    }

    private static bool RunsOn(string framework, NuGetVersion runtime)
    {
        if (!framework.StartsWith("net", StringComparison.OrdinalIgnoreCase) || framework.StartsWith("netstandard", StringComparison.OrdinalIgnoreCase) || framework.StartsWith("netcoreapp", StringComparison.OrdinalIgnoreCase))
        {
            return true;
        }

        // net48 has no dot: .NET Framework runs nowhere else.
        return Version.TryParse(framework[3..].Split('-')[0], out var needed) && needed <= new Version(runtime.Major, runtime.Minor);
    }
}
