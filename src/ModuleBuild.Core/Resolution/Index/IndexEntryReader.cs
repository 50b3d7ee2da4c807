using System.Text.Json;
using ModuleBuild.Core.Diagnostics;
using ModuleBuild.Core.Resolution.Packages;

namespace ModuleBuild.Core.Resolution.Index;

/// <summary>Reads one entry of an index.</summary>
internal sealed class IndexEntryReader
{
    private static readonly string[] Fields =
    [
        "id", "version", "dependencies", "host", "conflicts", "platforms", "listed", "deprecated", "checksum", "buildDate",
        "securityScanPassed", "advisories", "metrics", "permissions", "changelog", "module",
    ];

    private readonly IndexValues _values;
    private readonly IndexDependencies _dependencies;

    public IndexEntryReader(IndexReader index, int start)
    {
        _values = new IndexValues(index, start);
        _dependencies = new IndexDependencies(_values);
    }

    /// <summary>Reads an entry; the reader stands at its first token, and at its last one afterwards.</summary>
    /// <param name="json">The reader.</param>
    /// <returns>The facts, or null where there was a problem.</returns>
    public PackageFacts? Read(ref Utf8JsonReader json)
    {
        var at = json.TokenStartIndex;
        if (json.TokenType != JsonTokenType.StartObject)
        {
            _values.Report(at, "expected an entry such as {\"id\": \"Acme.Orders\", \"version\": \"1.2.0\", \"dependencies\": {}}.");
            json.Skip();
            return null;
        }

        var entry = new IndexEntry();
        while (json.Read() && json.TokenType != JsonTokenType.EndObject)
        {
            ReadField(ref json, entry);
        }

        if (entry.Id is null && !entry.IsBroken)
        {
            _values.Report(at, "'id' is missing.");
        }
        else if (entry.Version is null && !entry.IsBroken)
        {
            _values.Report(at, $"'version' of {entry.Id} is missing.");
        }

        return entry.ToFacts();
    }

    private void ReadField(ref Utf8JsonReader json, IndexEntry entry)
    {
        if (json.ValueTextEquals("id"u8))
        {
            entry.Id = entry.Take(_values.ReadId(ref json));
        }
        else if (json.ValueTextEquals("version"u8))
        {
            entry.Version = entry.Take(_values.ReadVersion(ref json));
        }
        else if (json.ValueTextEquals("dependencies"u8))
        {
            entry.Dependencies = _dependencies.ReadDependencies(ref json, entry);
        }
        else
        {
            ReadRareField(ref json, json.GetString()!, entry);
        }
    }

    private void ReadRareField(ref Utf8JsonReader json, string name, IndexEntry entry)
    {
        switch (name)
        {
            case "host":
                entry.Hosts = _dependencies.ReadRanges(ref json, entry);
                break;
            case "conflicts":
                entry.Conflicts = _dependencies.ReadRanges(ref json, entry);
                break;
            case "platforms":
                entry.Platforms = _values.ReadTexts(ref json, entry);
                break;
            case "permissions":
                entry.Permissions = _values.ReadTexts(ref json, entry);
                break;
            case "listed":
                entry.Listed = _values.ReadFlag(ref json, entry) ?? true;
                break;
            case "module":
                entry.IsModule = _values.ReadFlag(ref json, entry) ?? true;
                break;
            case "securityScanPassed":
                entry.SecurityScanPassed = _values.ReadFlag(ref json, entry);
                break;
            case "deprecated":
                entry.Deprecated = _values.ReadDeprecation(ref json, entry);
                break;
            case "checksum":
                entry.Checksum = _values.ReadText(ref json, entry);
                break;
            case "changelog":
                entry.Changelog = _values.ReadText(ref json, entry);
                break;
            case "buildDate":
                entry.BuildDate = _values.ReadDate(ref json, entry);
                break;
            case "advisories":
                entry.Advisories = _values.ReadAdvisories(ref json, entry);
                break;
            case "metrics":
                entry.Metrics = _values.ReadMetrics(ref json, entry);
                break;
            default:
                // Others may add fields of their own; a misspelt one of ours would silently lose what it says.
                if (Spelling.Nearest(name, Fields) is { } meant && !name.StartsWith("x-", StringComparison.Ordinal))
                {
                    _values.Report(json.TokenStartIndex, $"unknown field '{name}'. Did you mean '{meant}'?");
                    entry.IsBroken = true;
                }

                json.Read();
                json.Skip();
                break;
        }
    }
}
