using System.Collections.Immutable;
using ModuleBuild.Core.Diagnostics;
using ModuleBuild.Core.Files;
using ModuleBuild.Core.Manifest.EntryPoints;

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
            var result = baseline?.Apply(found, [.. group.Select(module => module.ManifestPath)], NotLookedFor(group))
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

            var bytes = Baseline.Write(
                group.Key,
                [.. group.SelectMany(module => module.Findings)],
                previous,
                [.. group.Select(module => module.ManifestPath)],
                NotLookedFor(group));
            if (AtomicFile.Write(group.Key, bytes) is { } failure)
            {
                problems.Add(failure);
                continue;
            }

            written.Add(group.Key);
        }

        return (written.ToImmutable(), problems.ToImmutable());
    }

    // Entry points need a compiled assembly, and a manifest by itself has no project to differ from: nothing is known of their entries.
    private static ImmutableArray<DiagnosticDescriptor> NotLookedFor(IEnumerable<ValidatedModule> modules) =>
        modules.All(module => module.Project is not null)
            ? EntryPointChecker.Rules
            : [.. EntryPointChecker.Rules, DiagnosticCatalog.IdDiffersFromPackageId, DiagnosticCatalog.VersionDiffersFromProject];

    private static string NewPath(string folder) => Path.Combine(Workspace.FindRoot(folder), Baseline.FileName);
}
