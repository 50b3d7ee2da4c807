using ModuleBuild.Security.Checks.Configuration.Settings;

namespace ModuleBuild.Security.Checks.Configuration.Weak;

/// <summary>What helps at a desk and tells strangers too much.</summary>
internal static class DebugSettings
{
    private const string Talks = "shows strangers what is inside when something fails. It belongs in settings of a developer's machine, which are not packed.";

    private static readonly string[] BadWhenTrue =
        ["detailederrors", "aspnetcoredetailederrors", "enabledetailederrors", "enablesensitivedatalogging", "sensitivedatalogging", "includeexceptiondetailinfaults", "showpii", "usedeveloperexceptionpage", "developerexceptionpage"];

    /// <summary>What is wrong with a setting, as the rest of a sentence; null where nothing is.</summary>
    public static string? ProblemOf(Setting setting)
    {
        var value = setting.Value!.Trim().ToLowerInvariant();
        return (setting.Parent?.Key, setting.Key, value) switch
        {
            (_, var key, "true" or "1") when BadWhenTrue.Contains(key) => Talks,
            ("compilation", "debug", "true") => "compiles pages for debugging: slow, without time limits, and talkative. Set it to 'false'.",
            ("customerrors", "mode", "off") or ("httperrors", "errormode", "detailed") => Talks,
            (_, "aspnetcoreenvironment" or "dotnetenvironment", "development") =>
                "makes every machine that takes the package one of a developer, with error pages for everybody. Leave the environment to the host.",
            _ => null,
        };
    }
}
