using System.Collections.Immutable;
using System.Text.Json;
using ModuleBuild.Core.Json;
using ModuleBuild.Core.Manifest;
using ModuleBuild.Core.Manifest.Ranges;
using ModuleBuild.Core.Resolution.Packages;
using NuGet.Versioning;

namespace ModuleBuild.Core.Resolution.Index;

/// <summary>Reads what entries of an index ask of other packages. Equal ranges become one object.</summary>
internal sealed class IndexDependencies(IndexValues values)
{
    // A range in which nothing lies is a mistake of one package; it does not make the rest of the index useless.
    private static readonly VersionRange Nothing = new(new NuGetVersion(0, 0, 0), false, new NuGetVersion(0, 0, 0), false);

    private readonly Dictionary<string, WrittenRange?> _ranges = new(StringComparer.Ordinal);
    private readonly List<PackageDependency> _dependencies = [];

    /// <summary>Reads an object of ids and ranges, or dependency objects of the manifest.</summary>
    public ImmutableArray<PackageDependency> ReadDependencies(ref Utf8JsonReader json, IndexEntry entry)
    {
        _dependencies.Clear();
        if (!values.Enter(ref json, entry, JsonTokenType.StartObject, "an object of ids and ranges"))
        {
            return [];
        }

        while (json.Read() && json.TokenType != JsonTokenType.EndObject)
        {
            var id = entry.Take(values.Intern(values.Text(ref json), json.TokenStartIndex));
            json.Read();
            if (entry.Take(ReadDependency(ref json, id ?? string.Empty, entry)) is { } dependency && id is not null)
            {
                _dependencies.Add(dependency);
            }
        }

        return [.. _dependencies];
    }

    /// <summary>Reads an object of ids and ranges.</summary>
    public ImmutableArray<PackageRange> ReadRanges(ref Utf8JsonReader json, IndexEntry entry) =>
        [.. ReadDependencies(ref json, entry).Select(dependency => new PackageRange(dependency.Id, dependency.Range))];

    private PackageDependency? ReadDependency(ref Utf8JsonReader json, string id, IndexEntry entry)
    {
        if (json.TokenType != JsonTokenType.StartObject)
        {
            return values.StringHere(ref json, "a version range") is { } text && RangeOf(text, json.TokenStartIndex) is { } range
                ? new PackageDependency(id, range)
                : null;
        }

        var (at, found, kind) = (json.TokenStartIndex, default(WrittenRange), DependencyKind.Required);
        while (json.Read() && json.TokenType != JsonTokenType.EndObject)
        {
            var name = json.GetString();
            json.Read();
            if (name is "version" or "range")
            {
                found = entry.Take(values.StringHere(ref json, "a version range") is { } text ? RangeOf(text, json.TokenStartIndex) : null);
            }
            else if (name == "kind" && json.TokenType == JsonTokenType.String && KindOf(json.GetString()!) is { } read)
            {
                kind = read;
            }
            else if (name == "kind")
            {
                values.Refuse(ref json, "\"required\", \"optional\" or \"peer\"");
                entry.IsBroken = true;
            }
            else
            {
                json.Skip();
            }
        }

        if (found is null && !entry.IsBroken)
        {
            values.Report(at, $"the dependency on {id} has no 'version'.");
        }

        return found is null ? null : new PackageDependency(id, found, kind);
    }

    private static DependencyKind? KindOf(string word) => word.ToLowerInvariant() switch
    {
        "required" => DependencyKind.Required,
        "optional" => DependencyKind.Optional,
        "peer" => DependencyKind.Peer,
        _ => null,
    };

    private WrittenRange? RangeOf(string text, long at)
    {
        if (!_ranges.TryGetValue(text, out var range))
        {
            var parsed = RangeReader.Parse(text);
            _ranges.Add(text, range = (parsed.Range ?? (parsed.IsEmpty ? Nothing : null)) is { } nuget ? new WrittenRange(text, nuget) : null);
            if (range is null)
            {
                values.Report(at, $"{Quotation.Of(text)} is not a version range. {parsed.Advice}");
            }
        }

        return range;
    }
}
