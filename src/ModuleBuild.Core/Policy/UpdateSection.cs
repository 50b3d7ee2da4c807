using ModuleBuild.Core.Json;

namespace ModuleBuild.Core.Policy;

/// <summary>Reads section <c>update</c> of <c>modulebuild.json</c>.</summary>
internal static class UpdateSection
{
    public static readonly string[] Fields = ["enabled", "checkIntervalHours", "groups"];

    private const int LongestName = 40;
    private const int LongestPattern = 100;

    /// <summary>Reads the section.</summary>
    /// <param name="reader">Takes findings.</param>
    /// <param name="o">The section.</param>
    public static UpdateSettings Read(StrictReader reader, JsonObject o)
    {
        reader.CheckNames(o, Fields, allowsOwn: true);
        var otherwise = new UpdateSettings();
        return new UpdateSettings
        {
            IsEnabled = reader.Flag(o, "enabled") ?? otherwise.IsEnabled,
            CheckIntervalHours = Hours(reader, o) ?? otherwise.CheckIntervalHours,
            Groups = [.. (reader.Object(o, "groups")?.Entries ?? []).Select(entry => Group(reader, entry)).OfType<UpdateGroupSettings>()],
        };
    }

    private static int? Hours(StrictReader reader, JsonObject o)
    {
        if (o.Find("checkIntervalHours") is not { } field)
        {
            return null;
        }

        if (field.Value is JsonNumber { Number: >= 1 and <= UpdateSettings.LongestIntervalHours } number && double.IsInteger(number.Number))
        {
            return (int)number.Number;
        }

        reader.Report(field.Value.Start, FormattableString.Invariant(
            $"'{field.Path}' is {field.Value.Description}; expected a whole number of hours from 1 to {UpdateSettings.LongestIntervalHours}."));
        return null;
    }

    private static UpdateGroupSettings? Group(StrictReader reader, JsonEntry entry)
    {
        if (!IsName(entry.Name!))
        {
            reader.Report(entry.Start, FormattableString.Invariant(
                $"'{Quotation.Shorten(entry.Path)}' has no name for a group: lower-case letters, digits and '-', not at its ends, at most {LongestName}. It becomes part of the name of a branch."));
        }
        else if (entry.Name == UpdateGroupSettings.Compatible || entry.Name!.StartsWith(UpdateGroupSettings.BreakingPrefix, StringComparison.Ordinal))
        {
            reader.Report(entry.Start, $"'{entry.Path}' is the name of a group of packages that are in no other. Choose another name.");
        }

        if (entry.Value is not JsonArray list)
        {
            reader.Report(entry.Value.Start, $"'{entry.Path}' is {entry.Value.Description}; expected a list of ids such as [\"Acme.Charts.*\"].");
            return null;
        }

        if (list.Entries.Count == 0)
        {
            reader.Report(list.Start, $"'{entry.Path}' names no package. Name some, or delete it.");
        }

        return new UpdateGroupSettings(entry.Name!, [.. list.Entries.Select(item => Pattern(reader, item)).OfType<string>()]);
    }

    private static string? Pattern(StrictReader reader, JsonEntry item)
    {
        var text = reader.NotEmpty(item);
        if (text is null || (text.Length <= LongestPattern && text.All(c => char.IsLetterOrDigit(c) || c is '.' or '_' or '-' or '*')))
        {
            return text;
        }

        reader.Report(item.Value.Start, $"'{item.Path}' is {Quotation.Of(text)}; expected the id of a package, in which '*' stands for any characters.");
        return null;
    }

    private static bool IsName(string name) =>
        name.Length is > 0 and <= LongestName && name[0] != '-' && name[^1] != '-'
        && name.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-');
}
