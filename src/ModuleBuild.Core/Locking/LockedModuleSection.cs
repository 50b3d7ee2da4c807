using System.Collections.Immutable;
using ModuleBuild.Core.Json;
using ModuleBuild.Core.Manifest;
using ModuleBuild.Core.Manifest.Reading;
using ModuleBuild.Core.Resolution.Packages;

namespace ModuleBuild.Core.Locking;

/// <summary>Reads what modules ask for from a lock.</summary>
internal static class LockedModuleSection
{
    private static readonly string[] Fields = ["dependencies", "host", "conflicts"];
    private static readonly string[] DependencyFields = ["version", "kind"];

    public static ImmutableSortedDictionary<string, LockedModule> Read(StrictReader reader, JsonObject? o)
    {
        var modules = ImmutableSortedDictionary.CreateBuilder<string, LockedModule>(StringComparer.Ordinal);
        foreach (var entry in o?.Entries ?? [])
        {
            if (entry.Value is not JsonObject module)
            {
                reader.Report(entry.Value.Start, $"'{entry.Path}' is {entry.Value.Description}; expected an object.");
                continue;
            }

            reader.CheckNames(module, Fields);
            modules.TryAdd(entry.Name!, new LockedModule(
                Dependencies(reader, module), Ranges(reader, module, "host"), Ranges(reader, module, "conflicts")));
        }

        return modules.ToImmutable();
    }

    /// <summary>The dependencies of a module or a package.</summary>
    public static ImmutableArray<PackageDependency> Dependencies(StrictReader reader, JsonObject o) =>
        [.. reader.Ids(reader.Object(o, "dependencies")).Select(entry => Dependency(reader, entry)).OfType<PackageDependency>()];

    /// <summary>Ids with ranges.</summary>
    public static ImmutableArray<PackageRange> Ranges(StrictReader reader, JsonObject o, string name) =>
    [
        .. from entry in reader.Ids(reader.Object(o, name))
           let range = reader.Range(entry.Value, reader.Text(entry))
           where range is not null
           select new PackageRange(entry.Name!, range),
    ];

    private static PackageDependency? Dependency(StrictReader reader, JsonEntry entry)
    {
        if (entry.Value is not JsonObject o)
        {
            return reader.Range(entry.Value, reader.Text(entry)) is { } plain ? new PackageDependency(entry.Name!, plain) : null;
        }

        reader.CheckNames(o, DependencyFields);
        var version = reader.Text(o, "version", isRequired: true);
        var range = version is null ? null : reader.Range(o.Find("version")!.Value, version);
        var kind = reader.Text(o, "kind") is { } word
            ? reader.Word(o.Find("kind")!.Value, word, [.. ManifestWords.DependencyKinds.All], ManifestWords.DependencyKinds.Find)
            : DependencyKind.Required;
        return range is null || kind is null ? null : new PackageDependency(entry.Name!, range, kind.Value);
    }
}
