using System.Text;
using ModuleBuild.Core.Diagnostics;
using ModuleBuild.Core.Manifest;

namespace ModuleBuild.Core.Tests.Manifest.Reading;

public sealed class ExampleManifestTests
{
    private const string Example = """
        {
          "$schema": "./module.schema.json",
          "manifestVersion": 1,
          "id": "Acme.Orders",
          "name": "Acme Orders",
          "summary": "Imports orders from the Example API and runs the invoice workflow.",
          "authors": ["Acme"],
          "license": "MIT",
          "categories": ["Commerce"],
          "tags": ["orders"],
          "icon": "icon.png",
          "links": {
            "repository": "https://github.com/acme/orders",
            "issues": "https://github.com/acme/orders/issues"
          },
          "host": {
            "Acme.Gateway": {
              "version": "[8.3,9.0)",
              "tested": ["8.3.1", "8.4.0"]
            }
          },
          "entryPoints": [{ "scope": "gateway", "type": "Acme.Orders.OrdersModule" }],
          "dependencies": {
            "Acme.Catalog": "[2.1,3.0)",
            "Acme.Mail": { "version": "1.0", "kind": "optional", "reason": "Sends a receipt." }
          },
          "conflicts": { "Acme.OldOrders": "*" },
          "permissions": {
            "required": [
              { "permission": "network:access:api.example.com", "reason": "Reads new orders every minute." },
              "database:write:orders",
              "workflow:execute:invoice-run"
            ],
            "optional": ["file:read:/var/lib/acme/import"]
          },
          "extensionPoints": {
            "provides": [{ "id": "orders.exporter", "kind": "service", "contract": "Acme.Orders.IOrderExporter", "role": "consumer" }],
            "consumes": [{ "id": "catalog.prices", "kind": "service", "module": "Acme.Catalog" }]
          },
          "configuration": { "section": "Acme:Orders", "schema": "config.schema.json" },
          "health": { "checks": [{ "name": "orders-api", "tags": ["ready"], "timeout": "00:00:05" }] },
          "lifecycle": { "startTimeout": "00:00:03", "stopTimeout": "00:00:05", "unloadable": true },
          "limits": { "memory": "128Mi", "cpu": "500m" },
          "sandbox": { "isolation": "process" }
        }
        """;

    private static readonly ManifestReading Reading = ManifestReader.Read("src/Orders/module.json", Encoding.UTF8.GetBytes(Example));

    [Fact]
    public void The_documented_example_has_no_finding() => Assert.Empty(Reading.Findings);

    [Fact]
    public void Its_parts_are_bound()
    {
        var manifest = Reading.Document!.Manifest;

        Assert.Equal("Acme.Orders", manifest.Id);
        Assert.Equal(["8.3.1", "8.4.0"], manifest.Host[0].Tested);
        Assert.Equal(("Acme.Mail", "1.0", DependencyKind.Optional), (manifest.Dependencies[1].Id, manifest.Dependencies[1].Range.Text, manifest.Dependencies[1].Kind));
        Assert.Equal("network:access:api.example.com", manifest.Permissions.Required[0].ToString());
        Assert.Equal("Reads new orders every minute.", manifest.Permissions.Required[0].Reason);
        Assert.Equal(Isolation.Process, manifest.Isolation);
        Assert.Equal(TimeSpan.FromSeconds(3), manifest.Lifecycle!.StartTimeout);
    }

    [Fact]
    public void Values_and_names_are_located()
    {
        var document = Reading.Document!;

        Assert.Equal(new SourceLocation("src/Orders/module.json", 17, 21), document.LocateValue("/host/Acme.Gateway"));
        Assert.Equal(new SourceLocation("src/Orders/module.json", 17, 5), document.LocateName("/host/Acme.Gateway"));
        Assert.Equal(new SourceLocation("src/Orders/module.json", 22, 49), document.LocateValue("/entryPoints/0/type"));
        Assert.Equal(new SourceLocation("src/Orders/module.json", 16, 11), document.LocateName("/host/Other"));
        Assert.Equal(new SourceLocation("src/Orders/module.json", 1, 1), document.LocateValue(""));
    }
}
