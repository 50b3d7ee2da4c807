using System.Collections.Immutable;
using System.Globalization;
using ModuleBuild.Core.Diagnostics;
using ModuleBuild.Core.Policy;
using ModuleBuild.Core.Ports;
using ModuleBuild.Core.Resolution.Packages;
using ModuleBuild.Release.Environments;
using ModuleBuild.Release.Evidence;
using ModuleBuild.Release.Model;

namespace ModuleBuild.Release.Gates;

/// <summary>Nothing that runs with the modules is known to be vulnerable: what ages is asked again now.</summary>
/// <param name="evidence">The evidence: SBOMs say what runs.</param>
/// <param name="rules">What is let through.</param>
/// <param name="sources">Who knows vulnerabilities.</param>
/// <param name="workspace">What the workspace excepts.</param>
internal sealed class VulnerabilitiesGate(EvidenceCollection evidence, VulnerabilityRules rules, ImmutableArray<IAdvisorySource> sources, SecuritySettings workspace)
    : GateByEvidence(GateNames.Vulnerabilities, evidence)
{
    /// <inheritdoc/>
    protected override async Task<GateAnswer> JudgeAsync(GateInput input, ImmutableArray<ModuleEvidence> modules, CancellationToken cancellation)
    {
        var unlisted = modules.Where(module => module.Sbom is null).Select(module => module.Module).ToList();
        ImmutableArray<PackageVersion> packages =
        [
            .. modules.SelectMany(module => (module.Sbom?.Packages ?? []).Append(new PackageVersion(module.Module.Id, module.Package.Version)))
                .DistinctBy(package => package.ToString(), StringComparer.OrdinalIgnoreCase).OrderBy(package => package.ToString(), StringComparer.OrdinalIgnoreCase),
        ];
        var answers = await Task.WhenAll(sources.Select(source => source.AdviseAsync(packages, cancellation)));
        var problems = Found(answers, DateOnly.FromDateTime(input.Now.UtcDateTime)).ToList();
        var silent = answers.SelectMany(answer => answer.Problems).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
        if (silent.Count == 0 && answers.Sum(answer => answer.Sources) == 0)
        {
            silent.Add("No source knows any advisories.");
        }

        if (unlisted.Count > 0)
        {
            silent.Add($"{Answers.Some(unlisted)} {(unlisted.Count == 1 ? "has" : "have")} no SBOM, so that it is not known what runs with {(unlisted.Count == 1 ? "it" : "them")}.");
        }

        if (rules.FailsUnreachable)
        {
            problems.AddRange(silent);
        }

        var holes = silent.Count == 0 ? string.Empty : $" Not looked at: {Answers.Sentences(silent)}";
        return Decide(
            problems,
            $"Nothing worse than '{Word(rules.Maximum)}' is known of {Answers.Count(packages.Length, "package")}.{holes}",
            "Update the package, or except the advisory in 'gates.vulnerabilities.exceptions' with a reason and a last day; make sources reachable that do not answer.");
    }

    private IEnumerable<string> Found(AdvisoryAnswer[] answers, DateOnly today)
    {
        var found = answers.SelectMany(answer => answer.Advisories)
            .Where(pair => rules.Maximum is not { } maximum || pair.Advisory.Severity > maximum)
            .OrderByDescending(pair => pair.Advisory.Severity).ThenBy(pair => pair.Package.ToString(), StringComparer.OrdinalIgnoreCase).ThenBy(pair => pair.Advisory.Id, StringComparer.Ordinal)
            .DistinctBy(pair => $"{pair.Package} {pair.Advisory.Id}", StringComparer.OrdinalIgnoreCase);
        foreach (var (package, advisory) in found)
        {
            var exceptions = Exceptions().Where(exception => IsAbout(exception.Subject, package, advisory)).ToList();
            if (exceptions.Exists(exception => exception.Expires >= today))
            {
                continue;
            }

            var mended = advisory.FirstFixed is { } first ? $" First fixed: {first.ToNormalizedString()}." : " No fixed version is known.";
            var expired = exceptions.Count == 0 ? string.Empty
                : string.Create(CultureInfo.InvariantCulture, $" Its exception ended on {exceptions.Max(exception => exception.Expires):yyyy-MM-dd}.");
            yield return $"{package} has {advisory.Id} ({Word(advisory.Severity)}).{mended}{expired}";
        }
    }

    private IEnumerable<VulnerabilityException> Exceptions() => rules.Exceptions.Concat(workspace.Exceptions
        .Where(exception => exception.Code == DiagnosticCatalog.PackageVulnerable.Code)
        .Select(exception => new VulnerabilityException(exception.Subject, exception.Reason, exception.Expires)));

    private static bool IsAbout(string subject, PackageVersion package, Advisory advisory) =>
        advisory.Aliases.Append(advisory.Id).Append(package.Id).Any(name => subject.EndsWith('*')
            ? name.StartsWith(subject[..^1], StringComparison.OrdinalIgnoreCase)
            : name.Equals(subject, StringComparison.OrdinalIgnoreCase));

    private static string Word(AdvisorySeverity? severity) => severity?.ToString().ToLowerInvariant() ?? "none";
}
