using ModuleBuild.Release.Model;

namespace ModuleBuild.Release.Gates;

/// <summary>Each module that changes is one of the last known good set of the environment before, with the same bytes.</summary>
/// <param name="from">The environment from which the policy lets sets come; null for the first.</param>
internal sealed class KnownGoodGate(string? from) : IGate
{
    /// <inheritdoc/>
    public string Name => GateNames.KnownGood;

    /// <inheritdoc/>
    public Task<GateAnswer> JudgeAsync(GateInput input, CancellationToken cancellation) => Task.FromResult(Judge(input));

    private GateAnswer Judge(GateInput input)
    {
        if (from is null)
        {
            return Answers.Pass(Name, "This is the first environment: modules come from the feeds.");
        }

        if (input.SourceSet is not { } good || input.Operation.From != from)
        {
            var where = input.Operation.From is { } other ? $"'{other}'" : "the feeds";
            return Answers.Fail(Name, $"The set comes from {where}; the policy lets in what is good in '{from}'.", $"Promote from '{from}', or correct 'from' in the policy.");
        }

        var unknown = input.Target.Modules.Where(module => !Runs(input.Current, module) && !Runs(good, module)).ToList();
        return unknown.Count == 0
            ? Answers.Pass(Name, $"All of {Answers.Count(input.Target.Modules.Length, "module")} are good in '{from}', or run here already.")
            : Answers.Fail(
                Name,
                $"{Answers.Some(unknown)} {(unknown.Count == 1 ? "is" : "are")} not what is known to be good in '{from}'.",
                $"Bring {(unknown.Count == 1 ? "it" : "them")} to '{from}' first, and let it become healthy there.");
    }

    private static bool Runs(ModuleSet set, ReleasedModule module) =>
        set.Find(module.Id) is { } other && other.Version == module.Version && other.ContentHash == module.ContentHash;
}
