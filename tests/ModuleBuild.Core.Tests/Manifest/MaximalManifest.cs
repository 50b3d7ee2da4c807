using System.Text;
using ModuleBuild.Core.Manifest;

namespace ModuleBuild.Core.Tests.Manifest;

/// <summary>A manifest that holds every field, every kind of value and no finding.</summary>
internal static class MaximalManifest
{
    public const string Text = """
        {
          "manifestVersion": 1,
          "id": "Acme.Orders",
          "version": "1.2.3-beta.1+build.5",
          "name": "Acme Orders",
          "summary": "Imports orders from the Example API and runs the invoice workflow.",
          "description": "# Orders\n\nReads orders — “quoted”, <b>bold</b>, 'single' & \uD83D\uDE00.",
          "authors": [
            "Acme",
            {
              "name": "Ada",
              "email": "ada@example.com",
              "url": "https://example.com/ada"
            }
          ],
          "license": "MIT OR Apache-2.0",
          "categories": [
            "Commerce",
            "Data"
          ],
          "tags": [
            "orders",
            "b2b"
          ],
          "icon": "images/icon.png",
          "screenshots": [
            {
              "path": "images/list.png",
              "alt": "The list of orders."
            }
          ],
          "readme": "docs/readme.md",
          "changelog": "docs/changes.md",
          "links": {
            "documentation": "https://example.com/docs",
            "homepage": "https://example.com/",
            "repository": "https://github.com/acme/orders"
          },
          "host": {
            "Acme.Gateway": {
              "version": "[8.3,9.0)",
              "tested": [
                "8.3.1",
                "8.4.0.1"
              ]
            },
            "Acme.Designer": "8.3"
          },
          "platforms": [
            "linux-x64",
            "win"
          ],
          "entryPoints": [
            {
              "scope": "gateway",
              "type": "Acme.Orders.OrdersModule"
            },
            {
              "scope": "designer",
              "type": "Acme.Orders.Design+Module"
            }
          ],
          "dependencies": {
            "Acme.Catalog": "[2.1,3.0)",
            "Acme.Mail": {
              "version": "1.*",
              "kind": "optional",
              "scopes": [
                "gateway"
              ],
              "reason": "Sends a receipt."
            },
            "Acme.Store": {
              "version": "*",
              "kind": "peer"
            }
          },
          "conflicts": {
            "Acme.OldOrders": "(,2.0)"
          },
          "loadAfter": [
            "Acme.Audit"
          ],
          "permissions": {
            "required": [
              {
                "permission": "network:access:api.example.com",
                "reason": "Reads new orders every minute."
              },
              "database:write:orders",
              "module:my-module:read"
            ],
            "optional": [
              "file:read:C:\\Program Files"
            ]
          },
          "extensionPoints": {
            "provides": [
              {
                "id": "orders.exporter",
                "kind": "service",
                "contract": "Acme.Orders.IOrderExporter",
                "version": "1.0.0",
                "role": "consumer",
                "summary": "Writes orders to other systems."
              },
              {
                "id": "orders/list",
                "kind": "api",
                "contract": "/api/orders",
                "role": "provider"
              }
            ],
            "consumes": [
              {
                "id": "catalog.prices",
                "kind": "event",
                "module": "Acme.Catalog",
                "version": "[1.0,2.0)",
                "implementation": "Acme.Orders.PriceListener",
                "optional": true
              }
            ]
          },
          "configuration": {
            "section": "Acme:Orders",
            "schema": {
              "type": "object",
              "properties": {
                "retries": {
                  "type": "integer",
                  "default": 3.0
                }
              }
            },
            "optionsType": "Acme.Orders.OrdersOptions"
          },
          "health": {
            "checks": [
              {
                "name": "orders-api",
                "tags": [
                  "ready",
                  "live"
                ],
                "timeout": "00:00:05",
                "failureStatus": "Degraded"
              },
              {
                "name": "orders-db"
              }
            ]
          },
          "lifecycle": {
            "startTimeout": "00:00:03",
            "stopTimeout": "00:00:05.2500000",
            "unloadable": true
          },
          "limits": {
            "memory": "128Mi",
            "cpu": "500m",
            "storage": "1G",
            "packageSize": "20000000"
          },
          "sandbox": {
            "isolation": "process"
          },
          "deprecated": {
            "message": "Use Acme.Sales.",
            "replacement": "Acme.Sales",
            "since": "1.2.0"
          },
          "metadata": {
            "team": "orders",
            "~/odd name": ""
          },
          "x-acme": {
            "nested": [
              1e3,
              null,
              true,
              "é\u0001"
            ]
          },
          "x-note": "free"
        }

        """;

    public static byte[] Bytes => Encoding.UTF8.GetBytes(Text);

    public static ModuleManifest Read() => ManifestReader.Read("module.json", Bytes).Document!.Manifest;
}
