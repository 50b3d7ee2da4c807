using ModuleBuild.Release.Model;
using NuGet.Versioning;

namespace ModuleBuild.Release.Gates;

/// <summary>No module is a pre-release.</summary>
internal sealed class PrereleaseGate : IGate
{
    /// <inheritdoc/>
    public string Name => GateNames.Prerelease;

    /// <inheritdoc/>
    public Task<GateAnswer> JudgeAsync(GateInput input, CancellationToken cancellation)
    {
        var found = input.Target.Modules.Where(module => NuGetVersion.TryParse(module.Version, out var version) && version.IsPrerelease).ToList();
        return Task.FromResult(found.Count == 0
            ? Answers.Pass(Name, "No module is a pre-release.")
            : Answers.Fail(
                Name,
                $"{Answers.Some(found)} {(found.Count == 1 ? "is a pre-release" : "are pre-releases")}.",
                "Release a version without suffix, or switch the gate off with \"gates\": {\"prerelease\": false}."));
    }
}
