using ModuleBuild.Core.Json;

namespace ModuleBuild.Core.Policy;

/// <summary>Reads section <c>release</c> of <c>modulebuild.json</c>.</summary>
internal static class ReleaseSection
{
    public static readonly string[] Fields = ["store", "signCommits", "publish"];

    public static readonly string[] PublishFields = ["source", "prerelease", "changelog", "signature"];

    /// <summary>Reads the section.</summary>
    /// <param name="reader">Takes findings.</param>
    /// <param name="o">The section.</param>
    /// <param name="root">Absolute path of the workspace, from which folders are named.</param>
    public static ReleaseSettings Read(StrictReader reader, JsonObject o, string root)
    {
        reader.CheckNames(o, Fields, allowsOwn: true);
        var otherwise = new ReleaseSettings();
        var settings = otherwise with { Store = Place(reader, o, "store", root), SignsCommits = reader.Flag(o, "signCommits") ?? otherwise.SignsCommits };
        if (reader.Object(o, "publish") is not { } publish)
        {
            return settings;
        }

        reader.CheckNames(publish, PublishFields, allowsOwn: true);
        return settings with
        {
            PublishSource = publish.Find("source") is { } source ? reader.NotEmpty(source) is { } text ? OfFolder(text, root) : null : null,
            AllowsPrerelease = reader.Flag(publish, "prerelease") ?? otherwise.AllowsPrerelease,
            RequiresChangelog = reader.Flag(publish, "changelog") ?? otherwise.RequiresChangelog,
            RequiresSignature = reader.Flag(publish, "signature") ?? otherwise.RequiresSignature,
        };
    }

    // What is no address is a folder from modulebuild.json on.
    private static string? Place(StrictReader reader, JsonObject o, string name, string root) =>
        o.Find(name) is { } field && reader.NotEmpty(field) is { } text
            ? ReleaseSettings.IsAddress(text) ? text : Path.GetFullPath(text, root)
            : null;

    // As the sources of resolution: what starts with a dot is a folder; else a name of nuget.config may be meant.
    private static string OfFolder(string text, string root) => text.StartsWith('.') ? Path.GetFullPath(text, root) : text;
}
