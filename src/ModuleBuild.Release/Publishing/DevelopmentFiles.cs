using ModuleBuild.Core.Ports;

namespace ModuleBuild.Release.Publishing;

/// <summary>Files that belong to the desk of a developer, by their names.</summary>
internal static class DevelopmentFiles
{
    private const string Settings = "settings of a desk would run in production.";
    private const string Secrets = "it is made to hold secrets.";
    private const string Tools = "it holds what the tools of one person remember.";

    /// <summary>Those in a package, with the reason why they must not be there.</summary>
    /// <param name="package">The package.</param>
    public static IEnumerable<(string Path, string Why)> In(PublishablePackage package) =>
        from path in package.Entries
        let why = WhyNot(path[(path.LastIndexOf('/') + 1)..])
        where why is not null
        select (path, why);

    private static string? WhyNot(string name)
    {
        var lower = name.ToLowerInvariant();
        return lower.StartsWith("appsettings.", StringComparison.Ordinal) && lower.EndsWith(".json", StringComparison.Ordinal) && lower.Split('.').Contains("development") ? Settings
            : lower is "launchsettings.json" ? Settings
            : lower is "secrets.json" or ".env" || lower.StartsWith(".env.", StringComparison.Ordinal) ? Secrets
            : lower.EndsWith("proj.user", StringComparison.Ordinal) || lower.EndsWith(".suo", StringComparison.Ordinal) ? Tools
            : null;
    }
}
