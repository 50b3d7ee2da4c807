using System.Collections.Immutable;
using ModuleBuild.Core.Diagnostics;
using ModuleBuild.Core.Files;
using ModuleBuild.Core.Policy;
using ModuleBuild.Core.Ports;
using ModuleBuild.Feeds;
using ModuleBuild.Security.Checks.Osv;

namespace ModuleBuild.Tasks.Stages.Checks;

/// <summary>Who knows vulnerabilities in a build: the OSV files of the policy, and the sources with which restore audits.</summary>
internal static class BuildAdvisories
{
    private const int MostFiles = 100;

    /// <summary>Opens them. Nothing is asked yet.</summary>
    public static ImmutableArray<IAdvisorySource> Open(ResolveStageInput input, WorkspaceSettings settings, AdvisoryMemory memory, DateOnly today)
    {
        var files = settings.Security.Advisories;
        IAdvisorySource[] osv = files.IsEmpty ? [] : [new OsvFiles(files)];
        // Offline, files are enough: what servers said before is only asked for where there is nothing else.
        if (input.Offline && osv.Length > 0)
        {
            return [.. osv];
        }

        var (source, findings) = ResolveSources.OpenAdvisories(input, settings, memory, today);
        return [.. osv, source ?? new Unopened(findings)];
    }

    /// <summary>The OSV files that count as inputs of the gate. Of great collections none does: they are read again on the next day.</summary>
    public static ImmutableArray<string> Inputs(SecuritySettings policy)
    {
        try
        {
            ImmutableArray<string> files = [.. policy.Advisories.SelectMany(FilesOf).Take(MostFiles + 1)];
            return files.Length > MostFiles ? [] : files;
        }
        catch (Exception e) when (NamedFile.IsFileProblem(e))
        {
            return []; // the check says why
        }
    }

    private static IEnumerable<string> FilesOf(string path) =>
        Directory.Exists(path) ? Directory.EnumerateFiles(path, "*.json", SearchOption.AllDirectories) : [path];

    private sealed class Unopened(ImmutableArray<Finding> problems) : IAdvisorySource
    {
        public Task<AdvisoryAnswer> AdviseAsync(ImmutableArray<PackageVersion> packages, CancellationToken cancellation) =>
            Task.FromResult(new AdvisoryAnswer([], [.. problems.Select(problem => problem.Message)], 0));
    }
}
