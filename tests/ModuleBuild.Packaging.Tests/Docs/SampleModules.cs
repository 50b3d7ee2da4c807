using System.Collections.Immutable;
using ModuleBuild.Core.Manifest;
using ModuleBuild.Packaging.Closure;
using ModuleBuild.Packaging.Docs;
using NuGet.Versioning;

namespace ModuleBuild.Packaging.Tests.Docs;

/// <summary>Modules that the tests of the docs stage render.</summary>
internal static class SampleModules
{
    public static readonly string OrdersSchema = """
        {
          "type": "object",
          "required": ["Endpoint", "ApiKey"],
          "properties": {
            "Endpoint": { "type": "string", "format": "uri", "description": "Where orders are read." },
            "ApiKey": { "type": "string", "writeOnly": true, "default": "hunter2", "description": "Key of the Example API." },
            "Mode": { "enum": ["fast", "safe"], "default": "safe" },
            "Retry": { "$ref": "#/$defs/retry" },
            "Hosts": { "type": "array", "items": { "type": "object", "properties": { "Name": { "type": "string" } } } },
            "Tags": { "type": "array", "items": { "type": "string" }, "maxItems": 5, "deprecated": true }
          },
          "$defs": {
            "retry": {
              "type": "object",
              "properties": {
                "Count": { "type": "integer", "minimum": 0, "maximum": 10, "default": 3, "description": "Attempts after the first." },
                "Delay": { "type": "string", "default": "00:00:02" }
              }
            }
          }
        }
        """;

    /// <summary>The smallest module that is valid.</summary>
    public static ModuleManifest Smallest { get; } = new()
    {
        Id = "Acme.Small",
        Name = "Acme Small",
        Summary = "Does one small thing.",
        License = new License("MIT", null),
        Host = [new HostRequirement("Acme.Gateway", Range("[8.3,9.0)"), [])],
        EntryPoints = [new EntryPoint("gateway", "Acme.Small.SmallModule")],
    };

    /// <summary>A module that uses every field.</summary>
    public static ModuleManifest Orders { get; } = new()
    {
        Id = "Acme.Orders",
        Version = SemanticVersion.Parse("1.2.3"),
        Name = "Acme Orders",
        Summary = "Imports orders from the Example API and runs the invoice workflow.",
        Description = "Reads new orders every minute.\n\n- keeps *no* personal data\n- retries\n\nSee <https://example.com>.",
        Authors = [new Author("Acme", "team@example.com", "https://example.com/acme"), new Author("Eve")],
        License = new License("MIT OR Apache-2.0", null),
        Categories = ["Commerce"],
        Tags = ["orders", "invoices"],
        Links = ImmutableSortedDictionary.CreateRange(StringComparer.Ordinal,
        [
            KeyValuePair.Create("repository", "https://github.com/acme/orders"),
            KeyValuePair.Create("issues", "https://github.com/acme/orders/issues"),
        ]),
        Host = [new HostRequirement("Acme.Gateway", Range("[8.3,9.0)"), ["8.3.1", "8.4.0"]), new HostRequirement("Acme.Edge", Range("2.0"), [])],
        Platforms = ["linux-x64", "win-x64"],
        EntryPoints = [new EntryPoint("gateway", "Acme.Orders.OrdersModule"), new EntryPoint("worker", "Acme.Orders.Worker+Entry")],
        Dependencies =
        [
            new ModuleDependency("Acme.Catalog", Range("[2.1,3.0)"), DependencyKind.Required, [], "Prices of articles."),
            new ModuleDependency("Acme.Mail", Range("1.0"), DependencyKind.Optional, ["gateway"], "Sends a receipt."),
            new ModuleDependency("Acme.Clock", Range("*"), DependencyKind.Peer, [], null),
        ],
        Conflicts = [new ModuleConflict("Acme.OldOrders", Range("(,2.0]"))],
        LoadAfter = ["Acme.Audit"],
        Permissions = new PermissionSet(
            [new Permission("network", "access", "api.example.com", "Reads new orders every minute."), new Permission("database", "write", "orders")],
            [new Permission("file", "read", "/var/lib/acme/import", "Imports orders that were sent by mail.")]),
        Provides =
        [
            new ProvidedExtensionPoint(
                "orders.exporter", ExtensionPointKind.Service, "Acme.Orders.IOrderExporter", "1.0", ExtensionPointRole.Consumer, "Writes orders elsewhere."),
        ],
        Consumes = [new ConsumedExtensionPoint("catalog.prices", ExtensionPointKind.Service, "Acme.Catalog", Range("[1.0,2.0)"), null, Optional: true)],
        Configuration = new ModuleConfiguration("Acme:Orders", "config.schema.json", null, "Acme.Orders.OrdersOptions"),
        HealthChecks = [new HealthCheck("orders-api", ["ready"], TimeSpan.FromSeconds(5), "Degraded"), new HealthCheck("orders-db", [], null, null)],
        Lifecycle = new Lifecycle(TimeSpan.FromSeconds(90), TimeSpan.FromMilliseconds(2500), Unloadable: true),
        Limits = new ResourceLimits("128Mi", "500m", null, "20Mi"),
        Isolation = Isolation.Process,
        Deprecated = new Deprecation("It will not follow the API to version 3.", "Acme.Orders3", "1.2.0"),
    };

    /// <summary>All that the docs stage reads about <see cref="Orders"/>: two frameworks, one package on one of them only.</summary>
    public static DocsRequest OrdersRequest { get; } = new(
        Orders,
        [
            Closure("net8.0", ["Acme.Catalog/2.1.0", "Polly/8.5.0"],
                Library("Acme.Catalog/2.1.0", "Polly/8.5.0"), Library("Polly/8.5.0", "Polly.Core/8.5.0"), Library("Polly.Core/8.5.0", "System.Memory/4.6.0"),
                Library("System.Memory/4.6.0")),
            Closure("net10.0", ["Acme.Catalog/2.1.0", "Polly/8.5.0"],
                Library("Acme.Catalog/2.1.0", "Polly/8.5.0"), Library("Polly/8.5.0", "Polly.Core/8.5.0"), Library("Polly.Core/8.5.0")),
        ],
        OrdersSchema);

    public static WrittenRange Range(string text) => new(text, VersionRange.Parse(text));

    public static RuntimeClosure Closure(string framework, ImmutableArray<string> direct, params ImmutableArray<ClosureLibrary> libraries) =>
        new(framework, direct, libraries, []);

    public static ClosureLibrary Library(string key, params ImmutableArray<string> dependencies)
    {
        var parts = key.Split('/');
        return new ClosureLibrary(parts[0], parts[1], IsProject: false, dependencies, PackageFolder: "/somewhere/else");
    }
}
