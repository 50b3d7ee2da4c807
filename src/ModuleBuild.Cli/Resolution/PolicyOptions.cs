using System.Collections.Immutable;
using System.CommandLine;
using ModuleBuild.Core.Diagnostics;
using ModuleBuild.Core.Resolution.Requests;

namespace ModuleBuild.Cli.Resolution;

/// <summary>The options of a command that chooses versions. What is not given counts as <c>modulebuild.json</c> has it.</summary>
/// <remarks>The words are looked up only where an option is given: NuGet is not loaded for a command that needs none.</remarks>
internal sealed class PolicyOptions
{
    private readonly Option<string?> _strategy = Word("--strategy", "Which version is taken of those that will do.", "STRATEGY", () => PolicyWords.Strategies);

    private readonly Option<string?> _prerelease = Word("--prerelease", "When a pre-release may be taken.", "POLICY", () => PolicyWords.Prereleases);

    private readonly Option<string?> _unlisted = Word("--unlisted", "When a version may be taken that its feed does not list.", "POLICY", () => PolicyWords.Unlisted);

    private readonly Option<string?> _metric = new("--metric") { Description = "What performance-first compares, for example loadTime.", HelpName = "NAME" };

    private readonly Option<string[]> _exclude = Rules("--exclude", "Versions that must not be taken, and why. May be repeated.");

    private readonly Option<string[]> _override = Rules("--override", "Versions that count instead of what modules ask for, and why. May be repeated.");

    /// <summary>All of them.</summary>
    public IEnumerable<Option> All => [_strategy, _prerelease, _unlisted, _metric, _exclude, _override];

    /// <summary>Whether one of them was given.</summary>
    /// <param name="parsed">The parsed arguments.</param>
    public bool AnyIn(ParseResult parsed) => All.Any(option => parsed.GetResult(option) is { Implicit: false });

    /// <summary>The policy that counts.</summary>
    /// <param name="parsed">The parsed arguments.</param>
    /// <param name="otherwise">What counts where an option was not given; exclusions and overrides are added to it.</param>
    /// <exception cref="UsageException">A rule is not written as one.</exception>
    public ResolutionPolicy Apply(ParseResult parsed, ResolutionPolicy otherwise) => otherwise with
    {
        Strategy = Find(parsed, _strategy, () => PolicyWords.Strategies) ?? otherwise.Strategy,
        Prerelease = Find(parsed, _prerelease, () => PolicyWords.Prereleases) ?? otherwise.Prerelease,
        Unlisted = Find(parsed, _unlisted, () => PolicyWords.Unlisted) ?? otherwise.Unlisted,
        Metric = parsed.GetValue(_metric) ?? otherwise.Metric,
        Exclusions = [.. otherwise.Exclusions, .. (parsed.GetValue(_exclude) ?? []).Select(Notation.Exclusion)],
        Overrides = [.. otherwise.Overrides, .. (parsed.GetValue(_override) ?? []).Select(Notation.Override)],
    };

    private static T? Find<T>(ParseResult parsed, Option<string?> option, Func<ImmutableSortedDictionary<string, T>> words)
        where T : struct, Enum =>
        parsed.GetValue(option) is { } word ? PolicyWords.Find(words(), word) : null;

    private static Option<string?> Word<T>(string name, string description, string helpName, Func<ImmutableSortedDictionary<string, T>> words)
        where T : struct, Enum
    {
        var option = new Option<string?>(name) { Description = description, HelpName = helpName };
        option.CompletionSources.Add(_ => words().Keys);
        option.Validators.Add(result =>
        {
            if (result.Tokens is [{ Value: var word }] && PolicyWords.Find(words(), word) is null)
            {
                var nearest = Spelling.Nearest(word.Replace('_', '-'), words().Keys);
                var meant = nearest is null ? string.Empty : $" Did you mean '{nearest}'?";
                result.AddError($"'{word}' is not known for {name}.{meant} Use one of {string.Join(", ", words().Keys)}.");
            }
        });
        return option;
    }

    private static Option<string[]> Rules(string name, string description) => new(name)
    {
        Description = description,
        HelpName = "ID@RANGE=REASON",
        Arity = ArgumentArity.OneOrMore,
        AllowMultipleArgumentsPerToken = false,
    };
}
