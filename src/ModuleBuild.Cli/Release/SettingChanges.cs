using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using ModuleBuild.Release.Model;

namespace ModuleBuild.Cli.Release;

/// <summary>What <c>--set</c> and <c>--unset</c> say.</summary>
/// <param name="set">Each NAME=VALUE.</param>
/// <param name="unset">Each NAME.</param>
internal sealed class SettingChanges(ImmutableArray<string> set, ImmutableArray<string> unset)
{
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false, MaxDepth = 32 };

    /// <summary>Whether nothing is to change.</summary>
    public bool IsEmpty => set.IsEmpty && unset.IsEmpty;

    /// <summary>A set with these changes.</summary>
    /// <param name="running">The set.</param>
    /// <param name="id">The module whose settings change, as the set names it.</param>
    /// <exception cref="UsageException">Something written is no setting, cannot be kept, or is not there.</exception>
    public ModuleSet AppliedTo(ModuleSet running, string id)
    {
        var settings = running.Settings.TryGetValue(id, out var now) ? JsonObject.Create(now)! : [];
        foreach (var text in set)
        {
            var equals = text.IndexOf('=', StringComparison.Ordinal);
            if (equals < 1)
            {
                throw new UsageException($"'{text}' is no setting. Write --set NAME=VALUE.");
            }

            var (parent, name) = Place(settings, text[..equals], makes: true);
            parent![name] = Value(text[..equals], text[(equals + 1)..]);
        }

        foreach (var text in unset)
        {
            var (parent, name) = Place(settings, text, makes: false);
            if (parent?.Remove(name) != true)
            {
                throw new UsageException($"{id} has no setting '{text}' there.");
            }
        }

        return running with
        {
            Settings = settings.Count == 0
                ? running.Settings.Remove(id)
                : running.Settings.SetItem(id, JsonSerializer.SerializeToElement<JsonNode>(settings, JsonNodeContext.Default.JsonNode)),
        };
    }

    private static (JsonObject? Parent, string Name) Place(JsonObject settings, string path, bool makes)
    {
        var names = path.Split(':');
        if (names.Contains(string.Empty, StringComparer.Ordinal))
        {
            throw new UsageException($"'{path}' has an empty name. Names of nested settings are parted by one ':'.");
        }

        JsonObject? at = settings;
        foreach (var name in names[..^1])
        {
            if (at?[name] is not JsonObject next)
            {
                next = [];
                if (at is null || !makes)
                {
                    return (null, name);
                }

                at[name] = next;
            }

            at = next;
        }

        return (at, names[^1]);
    }

    // What the store could not read again never gets there. The value itself is not shown: it may be a secret.
    private static JsonNode? Value(string setting, string text)
    {
        try
        {
            var value = JsonNode.Parse(text, documentOptions: Strict);
            value?.ToJsonString();
            return value;
        }
        catch (JsonException) when (text.AsSpan().TrimStart() is not ['{' or '[' or '"', ..])
        {
            return JsonValue.Create(text);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            throw new UsageException($"The value of '{setting}' begins as JSON and cannot be kept: {e.Message} Text that begins so is written as a JSON string.");
        }
    }
}
