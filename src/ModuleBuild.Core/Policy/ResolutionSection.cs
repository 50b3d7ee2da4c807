using System.Collections.Immutable;
using ModuleBuild.Core.Json;
using ModuleBuild.Core.Manifest;
using ModuleBuild.Core.Manifest.Reading;
using ModuleBuild.Core.Resolution.Requests;
using NuGet.Versioning;

namespace ModuleBuild.Core.Policy;

/// <summary>Reads section <c>resolution</c>, of <c>modulebuild.json</c> and of the policy in a lock.</summary>
internal static class ResolutionSection
{
    public static readonly string[] Fields =
        ["strategy", "prerelease", "unlisted", "metric", "hosts", "platform", "conflictBudget", "exclude", "override", "sources"];

    /// <summary>What a lock keeps of it: strategy stands beside it, and where packages come from is no part of what is asked for.</summary>
    public static readonly string[] LockFields = ["prerelease", "unlisted", "metric", "hosts", "platform", "exclude", "override"];

    private static readonly string[] RuleFields = ["id", "versions", "reason"];

    /// <summary>Reads the section of <c>modulebuild.json</c>.</summary>
    /// <param name="reader">Takes findings.</param>
    /// <param name="o">The section.</param>
    /// <param name="root">Absolute path of the workspace, from which folders of packages are named.</param>
    public static ResolutionSettings Read(StrictReader reader, JsonObject o, string root)
    {
        reader.CheckNames(o, Fields, allowsOwn: true);
        return Read(reader, o) with
        {
            Strategy = Word(reader, o, "strategy", PolicyWords.Strategies),
            ConflictBudget = Budget(reader, o),
            Sources = [.. reader.List(o, "sources").Select(item => Source(reader, item, root)).OfType<string>()],
        };
    }

    /// <summary>Reads the policy of a lock.</summary>
    /// <param name="reader">Takes findings.</param>
    /// <param name="o">The section.</param>
    public static ResolutionSettings ReadLocked(StrictReader reader, JsonObject o)
    {
        reader.CheckNames(o, LockFields);
        return Read(reader, o);
    }

    /// <summary>The member that a field's word names, or null.</summary>
    public static T? Word<T>(StrictReader reader, JsonObject o, string name, ImmutableSortedDictionary<string, T> words)
        where T : struct, Enum =>
        reader.Text(o, name) is { } text
            ? reader.Word(o.Find(name)!.Value, text, [.. words.Keys], word => PolicyWords.Find(words, word))
            : null;

    /// <summary>Versions by id.</summary>
    public static ImmutableSortedDictionary<string, NuGetVersion> Versions(StrictReader reader, JsonObject? o)
    {
        var hosts = ImmutableSortedDictionary.CreateBuilder<string, NuGetVersion>(StringComparer.OrdinalIgnoreCase);
        foreach (var entry in reader.Ids(o))
        {
            if (reader.Version(entry.Value, reader.Text(entry)) is { } version)
            {
                hosts.Add(entry.Name!, version);
            }
        }

        return hosts.ToImmutable();
    }

    private static ResolutionSettings Read(StrictReader reader, JsonObject o) => new()
    {
        Prerelease = Word(reader, o, "prerelease", PolicyWords.Prereleases),
        Unlisted = Word(reader, o, "unlisted", PolicyWords.Unlisted),
        Metric = NotEmpty(reader, o, "metric"),
        Hosts = Versions(reader, reader.Object(o, "hosts")),
        Platform = Platform(reader, o),
        Exclusions = Rules(reader, o, "exclude", (id, range, reason) => new VersionExclusion(id, range, reason)),
        Overrides = Rules(reader, o, "override", (id, range, reason) => new VersionOverride(id, range, reason)),
    };

    private static string? Platform(StrictReader reader, JsonObject o)
    {
        var platform = reader.Text(o, "platform");
        if (platform is null || TextForms.IsPlatform(platform))
        {
            return platform;
        }

        reader.Report(o.Find("platform")!.Value.Start,
            $"'{o.Find("platform")!.Path}' is {Quotation.Of(platform)}; expected a runtime identifier such as \"linux-x64\".");
        return null;
    }

    private static int? Budget(StrictReader reader, JsonObject o)
    {
        if (o.Find("conflictBudget") is not { } field)
        {
            return null;
        }

        if (field.Value is JsonNumber { Number: >= 1 and <= int.MaxValue } number && double.IsInteger(number.Number))
        {
            return (int)number.Number;
        }

        reader.Report(field.Value.Start, $"'{field.Path}' is {field.Value.Description}; expected a whole number from 1 on.");
        return null;
    }

    // A reason is demanded: who meets the rule in three years has nobody to ask.
    private static ImmutableArray<T> Rules<T>(StrictReader reader, JsonObject o, string name, Func<string, WrittenRange, string, T> make)
    {
        var rules = ImmutableArray.CreateBuilder<T>();
        foreach (var item in reader.List(o, name))
        {
            if (item.Value is not JsonObject rule)
            {
                reader.Report(item.Start, $"'{item.Path}' is {item.Value.Description}; expected an object with \"id\", \"versions\" and \"reason\".");
                continue;
            }

            reader.CheckNames(rule, RuleFields);
            var id = reader.Text(rule, "id", isRequired: true);
            if (id is not null && IdValue.ProblemOf(id) is { } problem)
            {
                reader.Report(rule.Find("id")!.Value.Start, $"the id '{Quotation.Shorten(id)}' {problem}.");
            }

            var versions = reader.Text(rule, "versions", isRequired: true);
            var range = versions is null ? null : reader.Range(rule.Find("versions")!.Value, versions);
            if (Reason(reader, rule) is { } reason && id is not null && range is not null)
            {
                rules.Add(make(id, range, reason));
            }
        }

        return rules.ToImmutable();
    }

    private static string? Reason(StrictReader reader, JsonObject rule)
    {
        if (rule.Find("reason") is not null)
        {
            return NotEmpty(reader, rule, "reason");
        }

        reader.Report(rule.Start, $"'{JsonEntry.PathOf(rule, "reason")}' is missing. Say why; it is shown wherever the rule matters.");
        return null;
    }

    private static string? NotEmpty(StrictReader reader, JsonObject o, string name)
    {
        var text = reader.Text(o, name);
        if (text is null || !string.IsNullOrWhiteSpace(text))
        {
            return text;
        }

        reader.Report(o.Find(name)!.Value.Start, $"'{o.Find(name)!.Path}' is empty.");
        return null;
    }

    // What starts with a dot is a folder from the workspace on, whichever folder a build runs in.
    private static string? Source(StrictReader reader, JsonEntry item, string root)
    {
        var text = reader.Text(item);
        if (string.IsNullOrWhiteSpace(text))
        {
            if (text is not null)
            {
                reader.Report(item.Start, $"'{item.Path}' is empty.");
            }

            return null;
        }

        return text.StartsWith('.') ? Path.GetFullPath(Path.Combine(root, text)) : text;
    }
}
