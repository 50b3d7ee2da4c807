using System.Collections.Immutable;
using ModuleBuild.Core.Capabilities;
using ModuleBuild.Core.Diagnostics;
using ModuleBuild.Core.Json;

namespace ModuleBuild.Core.Policy;

/// <summary>Reads section <c>security</c> of <c>modulebuild.json</c>.</summary>
internal sealed class SecuritySection(StrictReader reader, JsonObject section, string root)
{
    public static readonly string[] Fields =
    [
        "minimumScore", "severities", "deny", "gates", "exceptions", "advisories", "advisoryThreshold", "requireAdvisories", "clamd",
        "requireMalwareScan",
    ];

    public static readonly string[] SeverityWords = ["error", "warning", "note", "off"];

    public static readonly string[] Thresholds = ["low", "moderate", "high", "critical"];

    // The compiler reports them, and asks .editorconfig how much they weigh.
    /// <summary>Reads the section.</summary>
    /// <param name="reader">Takes findings.</param>
    /// <param name="o">The section.</param>
    /// <param name="root">Absolute path of the workspace, from which files are named.</param>
    public static SecuritySettings Read(StrictReader reader, JsonObject o, string root) => new SecuritySection(reader, o, root).Read();

    private SecuritySettings Read()
    {
        reader.CheckNames(section, Fields, allowsOwn: true);
        var otherwise = new SecuritySettings();
        return new SecuritySettings
        {
            MinimumScore = Score() ?? otherwise.MinimumScore,
            Severities = Severities(),
            Deny = [.. reader.List(section, "deny").Select(Denied).OfType<string>()],
            Gates = Gates(),
            Exceptions = new ExceptionList(reader).Read(section),
            Advisories = [.. reader.List(section, "advisories").Select(item => reader.NotEmpty(item)).OfType<string>().Select(path => Path.GetFullPath(path, root))],
            AdvisoryThreshold = Threshold() ?? otherwise.AdvisoryThreshold,
            FailsWithoutAdvisories = reader.Flag(section, "requireAdvisories") ?? otherwise.FailsWithoutAdvisories,
            Clamd = section.Find("clamd") is { } clamd ? reader.NotEmpty(clamd) : null,
            RequiresMalwareScan = reader.Flag(section, "requireMalwareScan") ?? otherwise.RequiresMalwareScan,
        };
    }

    private int? Score()
    {
        if (section.Find("minimumScore") is not { } field)
        {
            return null;
        }

        if (field.Value is JsonNumber { Number: >= 0 and <= 100 } number && double.IsInteger(number.Number))
        {
            return (int)number.Number;
        }

        reader.Report(field.Value.Start, $"'{field.Path}' is {field.Value.Description}; expected a whole number from 0 to 100.");
        return null;
    }

    private ImmutableSortedDictionary<string, Severity?> Severities()
    {
        var severities = ImmutableSortedDictionary.CreateBuilder<string, Severity?>(StringComparer.OrdinalIgnoreCase);
        foreach (var entry in reader.Object(section, "severities")?.Entries ?? [])
        {
            if (PolicyCodes.ProblemOf(entry.Name!) is { } problem)
            {
                reader.Report(entry.Start, $"'{entry.Path}': {problem}");
            }
            else if (reader.Word(entry.Value, reader.Text(entry), SeverityWords, Find) is { } at
                && !severities.TryAdd(entry.Name!, at < 0 ? null : (Severity)at))
            {
                reader.Report(entry.Start, $"'{entry.Path}' is there twice, in upper or lower case. Delete one of them.");
            }
        }

        return severities.ToImmutable();

        static int? Find(string word) => word switch
        {
            "error" => (int)Severity.Error,
            "warning" => (int)Severity.Warning,
            "note" => (int)Severity.Note,
            "off" => -1,
            _ => null,
        };
    }

    private string? Denied(JsonEntry item)
    {
        var text = reader.NotEmpty(item);
        if (text is null || PermissionCover.IsProvable(text))
        {
            return text;
        }

        var parts = text.Split(':', 3);
        var known = CapabilityKind.All.SelectMany(kind => kind.Permissions.Append(kind.Name)).Distinct(StringComparer.Ordinal).ToList();
        var advice = Spelling.Nearest(string.Join(':', parts.Take(2)), known) is { } nearest
            ? $"Did you mean \"{string.Join(':', [nearest, .. parts.Skip(2)])}\"?"
            : "docs/capabilities.md lists the kinds, for example \"process:start\".";
        reader.Report(item.Value.Start, $"'{item.Path}' is {Quotation.Of(text)}, which is no capability. {advice}");
        return null;
    }

    private ImmutableSortedDictionary<string, bool> Gates()
    {
        var gates = ImmutableSortedDictionary.CreateBuilder<string, bool>(StringComparer.Ordinal);
        foreach (var entry in reader.Object(section, "gates")?.Entries ?? [])
        {
            if (CapabilityKind.Find(entry.Name!) is null)
            {
                var nearest = Spelling.Nearest(entry.Name!, [.. CapabilityKind.All.Select(kind => kind.Name)]);
                reader.Report(entry.Start, $"'{entry.Path}': there is no such kind of capability. {(nearest is null ? "docs/capabilities.md lists them." : $"Did you mean '{nearest}'?")}");
            }
            else if (entry.Value is JsonBoolean flag)
            {
                gates[entry.Name!] = flag.Value;
            }
            else
            {
                reader.Report(entry.Value.Start, $"'{entry.Path}' is {entry.Value.Description}; expected true or false.");
            }
        }

        return gates.ToImmutable();
    }

    private AdvisoryThreshold? Threshold() =>
        reader.Text(section, "advisoryThreshold") is { } text
            ? reader.Word(section.Find("advisoryThreshold")!.Value, text, Thresholds, FindThreshold)
            : null;

    private static AdvisoryThreshold? FindThreshold(string word) =>
        Array.IndexOf(Thresholds, word) is >= 0 and var at ? (AdvisoryThreshold)at : null;
}
