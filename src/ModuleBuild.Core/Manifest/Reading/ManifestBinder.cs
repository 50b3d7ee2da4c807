using System.Collections.Immutable;
using ModuleBuild.Core.Json;

namespace ModuleBuild.Core.Manifest.Reading;

/// <summary>Reads the whole manifest from its JSON.</summary>
internal static class ManifestBinder
{
    private static readonly FieldNames Fields = FieldNames.Optional(
            "$schema", "id", "version", "description", "authors", "categories", "tags", "icon", "screenshots", "readme", "changelog",
            "links", "platforms", "dependencies", "conflicts", "loadAfter", "permissions", "extensionPoints", "configuration", "health",
            "lifecycle", "limits", "sandbox", "deprecated", "metadata")
        .Requiring("manifestVersion", "Add \"manifestVersion\": 1.")
        .Requiring("name", "Add \"name\": the module's name for people, 2 to 64 characters.")
        .Requiring("summary", "Add \"summary\": one line, 10 to 140 characters.")
        .Requiring("license", "Add \"license\": an SPDX expression such as \"MIT\", or {\"file\": \"LICENSE.txt\"}.")
        .Requiring("host", "Add \"host\": the package id of each host with a version range, for example {\"Acme.Gateway\": \"[8.3,9.0)\"}.")
        .Requiring("entryPoints", "Add \"entryPoints\": for example [{\"scope\": \"server\", \"type\": \"Acme.Orders.OrdersModule\"}].")
        .WithOwnFields();

    /// <summary>The manifest, as far as it could be understood; null where its version is not this one's.</summary>
    public static ModuleManifest? Read(ReadingContext context, JsonValue root)
    {
        if (root is not JsonObject o)
        {
            context.ReportType(root, "an object");
            return null;
        }

        if (ManifestVersion.IsNewer(context, o.Find("manifestVersion")?.Value))
        {
            return null;
        }

        var fields = ObjectFields.Open(context, o, Fields)!;
        ManifestVersion.Check(context, fields["manifestVersion"]);
        TextValue.ReadAny(context, fields["$schema"]);
        var (provides, consumes) = ExtensionPointsSection.Read(context, fields["extensionPoints"]);
        return new ModuleManifest
        {
            Id = IdValue.Read(context, fields["id"]),
            Version = VersionValue.Read(context, fields["version"], ", or leave 'version' out and set <Version> in the project"),
            Name = TextValue.Read(context, fields["name"], IdentitySection.Name) ?? "",
            Summary = IdentitySection.ReadSummary(context, fields["summary"]) ?? "",
            Description = TextValue.Read(context, fields["description"], IdentitySection.Description),
            Authors = ListValue.Read(context, fields["authors"], IdentitySection.Authors),
            License = IdentitySection.ReadLicense(context, fields["license"]),
            Categories = ListValue.Read(context, fields["categories"], CatalogueSection.Categories),
            Tags = ListValue.Read(context, fields["tags"], CatalogueSection.Tags),
            Icon = TextValue.Read(context, fields["icon"], TextRule.Any),
            Screenshots = ListValue.Read(context, fields["screenshots"], CatalogueSection.Screenshots),
            Readme = CatalogueSection.ReadPath(context, fields["readme"], CatalogueSection.DefaultReadme),
            Changelog = CatalogueSection.ReadPath(context, fields["changelog"], CatalogueSection.DefaultChangelog),
            Links = CatalogueSection.ReadLinks(context, fields["links"]),
            Host = CompatibilitySection.ReadHosts(context, fields["host"]),
            Platforms = ListValue.Read(context, fields["platforms"], CompatibilitySection.Platforms),
            EntryPoints = CompatibilitySection.ReadEntryPoints(context, fields["entryPoints"]),
            Dependencies = DependenciesSection.ReadDependencies(context, fields["dependencies"]),
            Conflicts = DependenciesSection.ReadConflicts(context, fields["conflicts"]),
            LoadAfter = ListValue.Read(context, fields["loadAfter"], DependenciesSection.LoadAfter),
            Permissions = PermissionsSection.Read(context, fields["permissions"]),
            Provides = provides,
            Consumes = consumes,
            Configuration = ConfigurationSection.Read(context, fields["configuration"]),
            HealthChecks = HealthSection.Read(context, fields["health"]),
            Lifecycle = OperationSection.ReadLifecycle(context, fields["lifecycle"]),
            Limits = OperationSection.ReadLimits(context, fields["limits"]),
            Isolation = OperationSection.ReadSandbox(context, fields["sandbox"]),
            Deprecated = OperationSection.ReadDeprecation(context, fields["deprecated"]),
            Metadata = MapValue.ReadStrings(context, fields["metadata"]),
            Extensions = ReadExtensions(o),
        };
    }

    private static ImmutableSortedDictionary<string, string> ReadExtensions(JsonObject o)
    {
        var extensions = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        foreach (var entry in o.Entries)
        {
            if (entry.Name!.StartsWith("x-", StringComparison.Ordinal))
            {
                extensions.TryAdd(entry.Name, JsonCompact.Write(entry.Value));
            }
        }

        return extensions.ToImmutable();
    }
}
