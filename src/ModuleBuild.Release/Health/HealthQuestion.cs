using ModuleBuild.Release.Model;

namespace ModuleBuild.Release.Health;

/// <summary>Who has to answer a probe.</summary>
/// <param name="release">Number of the release.</param>
/// <param name="set">Its set.</param>
internal sealed class HealthQuestion(int release, ModuleSet set)
{
    /// <summary>Number of the release.</summary>
    public int Release => release;

    /// <summary>Digest of its set.</summary>
    public string Digest { get; } = set.Digest();

    /// <summary>The id of a module as the set spells it; null for what is none.</summary>
    /// <param name="id">What somebody answered.</param>
    public string? ModuleOf(string? id) => id is null ? null : set.Find(id)?.Id;
}
