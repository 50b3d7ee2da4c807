using System.Collections.Immutable;
using ModuleBuild.Core.Diagnostics;
using ModuleBuild.Core.Files;
using ModuleBuild.Core.Manifest.EntryPoints;
using ModuleBuild.Core.Resolution;
using ModuleBuild.Security.Checks;
using ModuleBuild.Security.Gate;

namespace ModuleBuild.Cli.Validation;

/// <summary>Applies and writes the baselines of several modules: each has the nearest one, which it may share with others.</summary>
internal static class Baselines
{
    /// <summary>Takes out what is accepted.</summary>
    /// <param name="modules">What was found.</param>
    /// <returns>All findings that remain, and all that were accepted.</returns>
    public static BaselineResult Apply(ImmutableArray<ValidatedModule> modules)
    {
        var findings = ImmutableArray.CreateBuilder<Finding>();
        var accepted = ImmutableArray.CreateBuilder<Finding>();
        foreach (var group in modules.GroupBy(module => Baseline.Find(module.Folder)))
        {
            var found = group.SelectMany(module => module.Findings).ToList();
            if (group.Key is null)
            {
                findings.AddRange(found);
                continue;
            }

            var (baseline, problems) = Baseline.ReadFile(group.Key);
            findings.AddRange(problems);
            var result = baseline?.Apply(found, LookedAt(group), NotLookedFor(group))
                ?? new BaselineResult([.. found], []);
            findings.AddRange(result.Findings);
            accepted.AddRange(result.Accepted);
        }

        return new BaselineResult(findings.ToImmutable(), accepted.ToImmutable());
    }

    /// <summary>Accepts everything that was found.</summary>
    /// <param name="modules">What was found.</param>
    /// <returns>The files that were written, and what went wrong with others.</returns>
    public static (ImmutableArray<string> Written, ImmutableArray<Finding> Problems) Write(ImmutableArray<ValidatedModule> modules)
    {
        var written = ImmutableArray.CreateBuilder<string>();
        var problems = ImmutableArray.CreateBuilder<Finding>();
        foreach (var group in modules.GroupBy(module => Baseline.Find(module.Folder) ?? NewPath(module.Folder)))
        {
            Baseline? previous = null;
            if (File.Exists(group.Key))
            {
                (previous, var unreadable) = Baseline.ReadFile(group.Key);
                if (previous is null)
                {
                    problems.AddRange(unreadable);
                    continue;
                }
            }

            var findings = group.SelectMany(module => module.Findings).ToList();
            var bytes = Baseline.Write(group.Key, findings, previous, LookedAt(group), NotLookedFor(group));
            if (AtomicFile.Write(group.Key, bytes) is { } failure)
            {
                problems.Add(failure);
                continue;
            }

            written.Add(group.Key);
        }

        return (written.ToImmutable(), problems.ToImmutable());
    }

    // Of a manifest that cannot be read nothing else is known.
    private static ImmutableArray<string> LookedAt(IEnumerable<ValidatedModule> modules) =>
        [.. modules.Where(module => module.Validation?.Document is not null).Select(module => module.ManifestPath)];

    // Entry points and capabilities need a compiled assembly, dependencies a restore, and a manifest by itself has no project to differ from: nothing is known of their entries.
    private static ImmutableArray<DiagnosticDescriptor> NotLookedFor(IEnumerable<ValidatedModule> modules) =>
        modules.All(module => module.Project is not null)
            ? [.. EntryPointChecker.Rules, .. ResolutionRules.All, .. ModuleGate.Rules, .. SecurityChecks.Rules]
            : [.. EntryPointChecker.Rules, .. ResolutionRules.All, .. ModuleGate.Rules, .. SecurityChecks.Rules,
                DiagnosticCatalog.IdDiffersFromPackageId, DiagnosticCatalog.VersionDiffersFromProject];

    private static string NewPath(string folder) => Path.Combine(Workspace.FindRoot(folder), Baseline.FileName);
}
