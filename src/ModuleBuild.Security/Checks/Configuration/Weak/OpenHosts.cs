using ModuleBuild.Security.Checks.Configuration.Settings;

namespace ModuleBuild.Security.Checks.Configuration.Weak;

/// <summary>Everybody is let in: any host name, any origin.</summary>
internal static class OpenHosts
{
    private static readonly string[] Origins = ["allowedorigins", "allowedorigin", "alloworigin", "alloworigins", "corsorigins", "corsorigin", "accesscontrolalloworigin", "corsallowedorigins"];

    /// <summary>What is wrong with a setting, as the rest of a sentence; null where nothing is.</summary>
    public static string? ProblemOf(Setting setting)
    {
        var isAny = setting.Value!.Split(';', ',').Any(part => part.Trim() == "*");
        if (!isAny)
        {
            return null;
        }

        if (setting.Key == "allowedhosts")
        {
            return "lets every host name pass, so that links and caches can be poisoned by a 'Host' header. Name the hosts under which it is served.";
        }

        // An item of a list has a number for a name.
        var named = setting.Parent is { Depth: > 0 } parent && int.TryParse(setting.Name, out _) ? parent : setting;
        return Origins.Contains(named.Key) || (named.Key is "origins" or "origin" && named.Parent?.Key.Contains("cors", StringComparison.Ordinal) == true)
            ? "lets scripts of every site call it (CORS). Name the origins that may."
            : null;
    }
}
