using ModuleBuild.Core.Compatibility;
using ModuleBuild.Core.Diagnostics;
using ModuleBuild.Core.Files;
using ModuleBuild.Core.Ports;
using ModuleBuild.Tasks.Stages;
using NuGet.Versioning;

namespace ModuleBuild.Tasks.Releases;

/// <summary>What is looked for.</summary>
/// <param name="Sources">The manifest, and how sources may be asked.</param>
/// <param name="Id">Id of the module.</param>
/// <param name="Version">The version that is built.</param>
/// <param name="Framework">The framework for which it is built.</param>
/// <param name="AssemblyName">Name of the compiled assembly's file.</param>
internal sealed record LastReleaseQuestion(ResolveStageInput Sources, string Id, NuGetVersion Version, string Framework, string AssemblyName);

/// <summary>
/// Finds the highest stable release of a module below the version that is built, in the sources that the lock asks, and brings it to hand as restore
/// would. What a source does not list is no release, though something brought it to this machine; where sources are silent, that has to do.
/// </summary>
/// <param name="open">Opens the sources.</param>
/// <param name="silence">What is known to bring nothing.</param>
internal sealed class LastReleaseSearch(OpenPackageFiles open, RememberedSilence silence)
{
    /// <summary>Looks.</summary>
    /// <param name="question">For what.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <returns>The release, and a line for what could not be looked at.</returns>
    public async Task<(LastRelease Release, string? Note)> FindAsync(LastReleaseQuestion question, CancellationToken cancellation)
    {
        var root = Workspace.FindRoot(Path.GetDirectoryName(question.Sources.Manifest)!);
        var (files, problems) = open(question.Sources, root);
        if (files is null)
        {
            return NotFound(question, NotComparedReason.Unreachable, problems[0].Message);
        }

        var asksServers = !question.Sources.Offline && files.Sources.Any(source => source.StartsWith("http", StringComparison.OrdinalIgnoreCase));
        var key = string.Join('\n', [question.Id.ToLowerInvariant(), question.Version.ToFullString(), .. files.Sources]);
        switch (asksServers ? silence.Find(key) : null)
        {
            case "":
                return (LastRelease.None, null);
            case { } told:
                (files, _) = open(question.Sources with { Offline = true }, root);
                var (here, _, _) = await FindAsync(question with { Sources = question.Sources with { Offline = true } }, files!, cancellation);
                return here.Version is null
                    ? (new LastRelease(null, NotComparedReason.Unreachable), told)
                    : (here, AtHand(question, here.Version, string.Empty));
            default:
                var (release, note, wasSilent) = await FindAsync(question, files, cancellation);
                if (asksServers && wasSilent)
                {
                    silence.RememberFailure(key, note!);
                }
                else if (asksServers && release == LastRelease.None)
                {
                    silence.RememberNone(key);
                }

                return (release, note);
        }
    }

    private static async Task<(LastRelease Release, string? Note, bool WasSilent)> FindAsync(LastReleaseQuestion question, IPackageFiles files, CancellationToken cancellation)
    {
        var listed = await files.GetVersionsAsync(question.Id, cancellation);
        var silence = listed.Problem;
        var isAtHand = question.Sources.Offline || silence is not null;
        var version = listed.Versions.Versions
            .Where(each => each.Listed && !each.Version.IsPrerelease && each.Version < question.Version && (isAtHand || !listed.OnlyHere.Contains(each.Version)))
            .Select(each => each.Version)
            .Max();
        if (version is null)
        {
            // Where nobody may be asked for it, nobody has it.
            var (nothing, note) = silence is null || silence.Descriptor == DiagnosticCatalog.DependencyNotFound
                ? (LastRelease.None, null)
                : NotFound(question, question.Sources.Offline ? NotComparedReason.Offline : NotComparedReason.Unreachable, silence.Message);
            return (nothing, note, nothing.NotCompared == NotComparedReason.Unreachable);
        }

        var (package, problem) = await files.GetAssembliesAsync(question.Id, version, question.Framework, cancellation);
        if (package is null)
        {
            var why = problem!.Descriptor == DiagnosticCatalog.SourceFailed ? NotComparedReason.Unreachable : NotComparedReason.Unusable;
            return (new LastRelease(version, why), Note(question, $"{version.ToNormalizedString()} cannot be had. {problem.Message}"), why == NotComparedReason.Unreachable);
        }

        return (Release(question, version, package), silence is null ? null : AtHand(question, version, silence.Message), silence is not null);
    }

    // An assembly that was renamed is still the only one.
    private static LastRelease Release(LastReleaseQuestion question, NuGetVersion version, PackageAssemblies package)
    {
        var assembly = package.Paths.FirstOrDefault(path => Path.GetFileName(path).Equals(question.AssemblyName, StringComparison.OrdinalIgnoreCase))
            ?? (package.Paths is [var only] ? only : null);
        return new LastRelease(version, assembly is null && !package.Paths.IsEmpty ? NotComparedReason.Unusable : null)
        {
            Folder = package.Folder,
            Assembly = assembly,
            Frameworks = package.Frameworks,
        };
    }

    private static (LastRelease Release, string? Note) NotFound(LastReleaseQuestion question, NotComparedReason reason, string why) =>
        (new LastRelease(null, reason), Note(question, why));

    private static string AtHand(LastReleaseQuestion question, NuGetVersion version, string why) =>
        $"{question.Id} was compared with {version.ToNormalizedString()}, which is here; there may be a later release. {why}".TrimEnd();

    private static string Note(LastReleaseQuestion question, string why) => $"{question.Id} was not compared with its last release. {why}";
}
