using System.Collections.Immutable;
using ModuleBuild.Core.Json;
using ModuleBuild.Core.Resolution.Packages;

namespace ModuleBuild.Core.Locking;

/// <summary>Reads the set from a lock.</summary>
internal static class LockedPackageSection
{
    private static readonly string[] Fields =
    [
        "version", "contentHash", "workspace", "module", "dependencies", "host", "conflicts", "platforms", "listed", "deprecated",
        "securityScanPassed", "advisories", "metrics", "permissions",
    ];

    private static readonly string[] AdvisoryFields = ["id", "severity", "url", "firstFixed"];

    public static ImmutableArray<PackageFacts> Read(StrictReader reader, JsonObject? o, out ImmutableSortedSet<string> ofWorkspace)
    {
        var packages = ImmutableArray.CreateBuilder<PackageFacts>();
        var own = ImmutableSortedSet.CreateBuilder<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var entry in reader.Ids(o))
        {
            if (entry.Value is not JsonObject package)
            {
                reader.Report(entry.Value.Start, $"'{entry.Path}' is {entry.Value.Description}; expected an object with \"version\".");
                continue;
            }

            if (Package(reader, entry.Name!, package) is { } facts)
            {
                packages.Add(facts);
            }

            if (reader.Flag(package, "workspace") == true)
            {
                own.Add(entry.Name!);
            }
        }

        ofWorkspace = own.ToImmutable();
        return [.. packages.OrderBy(package => package.Id, StringComparer.OrdinalIgnoreCase)];
    }

    private static PackageFacts? Package(StrictReader reader, string id, JsonObject o)
    {
        reader.CheckNames(o, Fields);
        var text = reader.Text(o, "version", isRequired: true);
        var version = text is null ? null : reader.Version(o.Find("version")!.Value, text);
        var facts = new PackageFacts
        {
            Id = id,
            Version = version ?? new(0, 0, 0),
            IsModule = reader.Flag(o, "module") ?? true,
            Dependencies = LockedModuleSection.Dependencies(reader, o),
            Hosts = LockedModuleSection.Ranges(reader, o, "host"),
            Conflicts = LockedModuleSection.Ranges(reader, o, "conflicts"),
            Platforms = Texts(reader, o, "platforms"),
            Listed = reader.Flag(o, "listed") ?? true,
            Deprecated = reader.Text(o, "deprecated"),
            Checksum = Checksum(reader, o),
            SecurityScanPassed = reader.Flag(o, "securityScanPassed"),
            Advisories = [.. reader.List(o, "advisories").Select(item => Advisory(reader, item)).OfType<Advisory>()],
            Metrics = Metrics(reader, reader.Object(o, "metrics")),
            Permissions = Texts(reader, o, "permissions"),
        };
        return version is null ? null : facts;
    }

    private static string? Checksum(StrictReader reader, JsonObject o)
    {
        var text = reader.Text(o, "contentHash");
        if (text is null || (text.StartsWith("sha512-", StringComparison.Ordinal) && text.Length > "sha512-".Length))
        {
            return text;
        }

        reader.Report(o.Find("contentHash")!.Value.Start, $"'{o.Find("contentHash")!.Path}' is {Quotation.Of(text)}; expected \"sha512-…\".");
        return null;
    }

    private static ImmutableArray<string> Texts(StrictReader reader, JsonObject o, string name) =>
        [.. reader.List(o, name).Select(reader.Text).OfType<string>()];

    private static Advisory? Advisory(StrictReader reader, JsonEntry item)
    {
        if (item.Value is not JsonObject o)
        {
            reader.Report(item.Start, $"'{item.Path}' is {item.Value.Description}; expected an object with \"id\" and \"severity\".");
            return null;
        }

        reader.CheckNames(o, AdvisoryFields);
        var id = reader.Text(o, "id", isRequired: true);
        var severity = reader.Text(o, "severity", isRequired: true) is { } word
            ? reader.Word(o.Find("severity")!.Value, word, LockWords.Severities, LockWords.FindSeverity)
            : null;
        var url = reader.Text(o, "url");
        var firstFixed = reader.Text(o, "firstFixed") is { } text ? reader.Version(o.Find("firstFixed")!.Value, text) : null;
        return id is null || severity is null ? null : new Advisory(id, severity.Value, url, firstFixed);
    }

    private static ImmutableSortedDictionary<string, double> Metrics(StrictReader reader, JsonObject? o)
    {
        var metrics = ImmutableSortedDictionary.CreateBuilder<string, double>(StringComparer.Ordinal);
        foreach (var entry in o?.Entries ?? [])
        {
            if (entry.Value is JsonNumber number && double.IsFinite(number.Number))
            {
                metrics.TryAdd(entry.Name!, number.Number);
            }
            else
            {
                reader.Report(entry.Value.Start, $"'{entry.Path}' is {entry.Value.Description}; expected a number.");
            }
        }

        return metrics.ToImmutable();
    }
}
