using System.Collections.Immutable;
using ModuleBuild.Core.Json;

namespace ModuleBuild.Core.Compatibility;

/// <summary>Understands the JSON of a report.</summary>
/// <param name="reader">The file; it collects what is wrong.</param>
internal sealed class CompatibilityReportReader(StrictReader reader)
{
    /// <summary>Reads the whole file; it counts only where the reader found nothing.</summary>
    public CompatibilityReport? Read()
    {
        if (reader.Root("an object with \"formatVersion\"") is not { } o)
        {
            return null;
        }

        // A newer format may have fields that this one does not know, so that telling of them would mislead.
        if (o.Find(CompatibilityFields.FormatVersion)?.Value is not JsonNumber { Number: CompatibilityReportFile.CurrentVersion })
        {
            reader.Report(o.Find(CompatibilityFields.FormatVersion)?.Value.Start ?? o.Start, "its 'formatVersion' is not 1, the one that this tool knows.");
            return null;
        }

        reader.CheckNames(o, CompatibilityFields.OfReport);
        var api = Demand(o, CompatibilityFields.Api) ? reader.Object(o, CompatibilityFields.Api) : null;
        return new CompatibilityReport(
            Text(o, CompatibilityFields.Module),
            Text(o, CompatibilityFields.Version),
            Text(o, CompatibilityFields.Framework),
            api is null ? ApiCompatibility.First : Api(api),
            Objects(o, CompatibilityFields.Hosts, Host));
    }

    private ApiCompatibility Api(JsonObject o)
    {
        reader.CheckNames(o, CompatibilityFields.OfApi);
        var last = TextOrNull(o, CompatibilityFields.LastVersion);
        var reason = TextOrNull(o, CompatibilityFields.NotCompared);
        var api = new ApiCompatibility(
            last is null ? null : reader.Version(last, last.Text),
            reason is null ? null : reader.Word(reason, reason.Text, CompatibilityFields.ReasonWords, CompatibilityFields.ReasonOf),
            Objects(o, CompatibilityFields.Differences, Difference));

        // It follows from the rest. One that does not was not written by a build.
        var needed = TextOrNull(o, CompatibilityFields.VersionNeeded);
        if (reader.IsClean && (needed is null ? null : reader.Version(needed, needed.Text)) != api.VersionNeeded)
        {
            reader.Report(needed?.Start ?? o.Start, $"'{CompatibilityFields.VersionNeeded}' does not follow from 'lastVersion' and 'differences'.");
        }

        return api;
    }

    private ApiDifference Difference(JsonObject o)
    {
        reader.CheckNames(o, CompatibilityFields.OfDifference);
        return new ApiDifference(
            Text(o, CompatibilityFields.Id),
            Flag(o, CompatibilityFields.Breaking),
            Text(o, CompatibilityFields.Member),
            Text(o, CompatibilityFields.What),
            Text(o, CompatibilityFields.DocId));
    }

    private HostCompatibility Host(JsonObject o)
    {
        reader.CheckNames(o, CompatibilityFields.OfHost);
        var kind = Text(o, CompatibilityFields.Kind);
        if (reader.IsClean && kind is not (CompatibilityFields.HostKind or CompatibilityFields.ModuleKind))
        {
            reader.Report(o.Start, $"'{CompatibilityFields.Kind}' is neither \"host\" nor \"module\".");
        }

        return new HostCompatibility(
            Text(o, CompatibilityFields.Id),
            kind == CompatibilityFields.HostKind,
            Text(o, CompatibilityFields.Range),
            TextOrNull(o, CompatibilityFields.CompiledAgainst)?.Text,
            Count(o, CompatibilityFields.Members),
            Flag(o, CompatibilityFields.Complete),
            Objects(o, CompatibilityFields.Versions, Version),
            Texts(o, CompatibilityFields.NotCompared));
    }

    private ComparedVersion Version(JsonObject o)
    {
        reader.CheckNames(o, CompatibilityFields.OfVersion);
        var version = new ComparedVersion(
            Text(o, CompatibilityFields.Version),
            Texts(o, CompatibilityFields.Missing),
            Texts(o, CompatibilityFields.NotImplemented),
            Texts(o, CompatibilityFields.Obsolete));
        if (Flag(o, CompatibilityFields.Works) != version.Works && reader.IsClean)
        {
            reader.Report(o.Start, "'works' does not follow from 'missing' and 'notImplemented'.");
        }

        return version;
    }

    private string Text(JsonObject o, string name) => reader.Text(o, name, isRequired: true) ?? string.Empty;

    private JsonString? TextOrNull(JsonObject o, string name)
    {
        if (!Demand(o, name) || o.Find(name)!.Value is JsonNull)
        {
            return null;
        }

        reader.Text(o, name);
        return o.Find(name)!.Value as JsonString;
    }

    private bool Flag(JsonObject o, string name) => Demand(o, name) && reader.Flag(o, name) == true;

    private int Count(JsonObject o, string name)
    {
        if (!Demand(o, name))
        {
            return 0;
        }

        var value = o.Find(name)!.Value;
        if (value is JsonNumber { Number: >= 0 and <= int.MaxValue and var number } && double.IsInteger(number))
        {
            return (int)number;
        }

        reader.Report(value.Start, $"'{value.Path}' is {value.Description}; expected a number of members.");
        return 0;
    }

    private ImmutableArray<string> Texts(JsonObject o, string name) =>
        Demand(o, name) ? [.. reader.List(o, name).Select(reader.Text).OfType<string>()] : [];

    private ImmutableArray<T> Objects<T>(JsonObject o, string name, Func<JsonObject, T> read)
    {
        if (!Demand(o, name))
        {
            return [];
        }

        var items = ImmutableArray.CreateBuilder<T>();
        foreach (var item in reader.List(o, name))
        {
            if (item.Value is JsonObject inner)
            {
                items.Add(read(inner));
            }
            else
            {
                reader.Report(item.Start, $"'{item.Path}' is {item.Value.Description}; expected an object.");
            }
        }

        return items.ToImmutable();
    }

    private bool Demand(JsonObject o, string name)
    {
        if (o.Find(name) is not null)
        {
            return true;
        }

        reader.Report(o.Start, $"'{JsonEntry.PathOf(o, name)}' is missing.");
        return false;
    }
}
