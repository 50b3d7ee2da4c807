using System.Text.Json;
using ModuleBuild.Cli.Resolution;
using ModuleBuild.Core.Compatibility;
using ModuleBuild.Core.Locking;
using ModuleBuild.Core.Resolution.Packages;

namespace ModuleBuild.Cli.Updating;

/// <summary>What <c>update --groups --json</c> prints. Its form is part of the public surface, see <c>docs/cli.md</c>.</summary>
/// <param name="root">Absolute path of the workspace's folder.</param>
/// <param name="proposals">Absolute path of the folder with the locks as they would be; null where none were written.</param>
internal sealed class UpdateJson(string root, string? proposals)
{
    /// <summary>Writes it.</summary>
    /// <param name="json">Where to.</param>
    /// <param name="updates">The updates.</param>
    /// <param name="isComplete">Whether all could be found out: else a group that is missing may have updates.</param>
    public void Write(Utf8JsonWriter json, ProposedUpdates updates, bool isComplete)
    {
        json.WriteStartObject();
        json.WriteString("workspace", root);
        json.WriteBoolean("complete", isComplete);
        json.WriteStartArray("groups");
        foreach (var group in updates.Groups)
        {
            Write(json, group);
        }

        json.WriteEndArray();
        json.WriteStartArray("excluded");
        foreach (var excluded in updates.Excluded)
        {
            Write(json, excluded);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private void Write(Utf8JsonWriter json, ProposedUpdate group)
    {
        json.WriteStartObject();
        json.WriteString("key", group.Key);
        json.WriteStartArray("changes");
        foreach (var change in group.Changes)
        {
            Write(json, change);
        }

        json.WriteEndArray();
        json.WriteStartArray("files");
        json.WriteStartObject();
        json.WriteString("path", WorkspaceLock.FileName);
        json.WriteString("proposed", proposals is null ? null : UpdateProposals.FileOf(proposals, group.Key));
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, ProposedChange told)
    {
        var change = told.Change;
        json.WriteStartObject();
        json.WriteString("id", change.Id);
        json.WriteString("from", change.From?.ToNormalizedString());
        json.WriteString("to", change.To?.ToNormalizedString());
        json.WriteString("because", change.Because);
        json.WriteBoolean("asked", told.IsAsked);
        json.WriteBoolean("breaking", UpdateText.MayBreak(change));
        json.WriteString("changelog", told.Changelog);
        Write(json, "newPermissions", told.NewPermissions);
        json.WriteStartObject("capabilities");
        Write(json, "new", told.NewCapabilities);
        Write(json, "gone", told.GoneCapabilities);
        json.WriteEndObject();
        json.WriteStartObject("advisories");
        Write(json, "fixed", told.Fixed);
        Write(json, "remaining", told.Remaining);
        json.WriteEndObject();
        Write(json, told.Api);
        json.WriteString("notCompared", told.NotCompared);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, ApiCompatibility? api)
    {
        if (api is not { LastVersion: { } last, NotCompared: null })
        {
            json.WriteNull("compatibility");
            return;
        }

        json.WriteStartObject("compatibility");
        json.WriteString("comparedWith", last.ToNormalizedString());
        json.WriteString("verdict", api.Change switch { ApiChange.Breaking => "breaking", ApiChange.Addition => "addition", _ => "none" });
        Write(json, "breaking", api.Differences.Where(difference => difference.IsBreaking).Select(difference => $"{difference.Member} {difference.What}"));
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, ExcludedVersion excluded)
    {
        json.WriteStartObject();
        json.WriteString("id", excluded.Id);
        json.WriteString("current", excluded.Current.ToNormalizedString());
        json.WriteString("latest", excluded.Latest.ToNormalizedString());
        json.WriteStartArray("keptOutBy");
        foreach (var (by, range) in excluded.KeptOutBy)
        {
            json.WriteStartObject();
            json.WriteString("by", by);
            json.WriteString("range", range);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, string name, IEnumerable<Advisory> advisories)
    {
        json.WriteStartArray(name);
        foreach (var advisory in advisories)
        {
            json.WriteStartObject();
            json.WriteString("id", advisory.Id);
            json.WriteString("severity", OutdatedPackage.WordOf(advisory.Severity));
            json.WriteString("url", advisory.Url);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void Write(Utf8JsonWriter json, string name, IEnumerable<string> texts)
    {
        json.WriteStartArray(name);
        foreach (var text in texts)
        {
            json.WriteStringValue(text);
        }

        json.WriteEndArray();
    }
}
