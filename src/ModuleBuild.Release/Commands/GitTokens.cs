using System.Globalization;

namespace ModuleBuild.Release.Commands;

/// <summary>
/// Tokens that git is given in variables, as headers for a server (https://git-scm.com/docs/git-config#ENVIRONMENT). They are meant for the git of
/// the store: a command of the team could write the store with them, and its own git would show them to the server.
/// </summary>
internal static class GitTokens
{
    private const string Count = "GIT_CONFIG_COUNT";
    private const string Key = "GIT_CONFIG_KEY_";
    private const string Value = "GIT_CONFIG_VALUE_";

    /// <summary>Takes them away; other settings of git stay, in their order.</summary>
    /// <param name="environment">The variables of a process that is to start.</param>
    public static void RemoveFrom(IDictionary<string, string?> environment)
    {
        if (!environment.Any(variable => variable.Key.StartsWith(Key, StringComparison.Ordinal) && IsHeader(variable.Value)))
        {
            return;
        }

        var kept = SettingsOf(environment).Where(setting => !IsHeader(setting.Name)).ToList();
        foreach (var name in environment.Keys.Where(name => name == Count || name.StartsWith(Key, StringComparison.Ordinal) || name.StartsWith(Value, StringComparison.Ordinal)).ToList())
        {
            environment.Remove(name);
        }

        for (var index = 0; index < kept.Count; index++)
        {
            environment[Numbered(Key, index)] = kept[index].Name;
            environment[Numbered(Value, index)] = kept[index].Value;
            environment[Count] = (index + 1).ToString(CultureInfo.InvariantCulture);
        }
    }

    // Git reads no more than it is told the number of, and refuses to run where one of these is missing.
    private static IEnumerable<(string Name, string Value)> SettingsOf(IDictionary<string, string?> environment)
    {
        var count = environment.TryGetValue(Count, out var text) && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var known) ? known : 0;
        for (var index = 0; index < count; index++)
        {
            if (!environment.TryGetValue(Numbered(Key, index), out var name) || name is null)
            {
                yield break;
            }

            yield return (name, environment.TryGetValue(Numbered(Value, index), out var value) ? value ?? string.Empty : string.Empty);
        }
    }

    // http.extraHeader and http.<address>.extraHeader; git does not look at the case of the first and the last word.
    private static bool IsHeader(string? name) =>
        name is not null && name.StartsWith("http.", StringComparison.OrdinalIgnoreCase) && name.EndsWith(".extraheader", StringComparison.OrdinalIgnoreCase);

    private static string Numbered(string name, int index) => name + index.ToString(CultureInfo.InvariantCulture);
}
