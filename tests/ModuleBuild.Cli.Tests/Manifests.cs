namespace ModuleBuild.Cli.Tests;

/// <summary>Manifests for tests.</summary>
internal static class Manifests
{
    /// <summary>Nothing is to be found in it.</summary>
    public const string Clean = """
        {
          "manifestVersion": 1,
          "name": "Acme Orders",
          "summary": "Imports orders and keeps them at hand.",
          "license": "MIT",
          "links": { "repository": "https://example.com/acme/orders" },
          "host": { "Acme.Gateway": "[8.3,9.0)" },
          "entryPoints": [{ "scope": "gateway", "type": "Acme.Orders.Entry" }]
        }

        """;

    /// <summary>An error that has no fix, at (3,3).</summary>
    public static string Misspelt { get; } = Clean.Replace("\"name\"", "\"nmae\": 1,\n  \"name\"", StringComparison.Ordinal);

    /// <summary>An error that has a fix, at (7,29).</summary>
    public static string ForeignRange { get; } = Clean.Replace("[8.3,9.0)", "^8.3", StringComparison.Ordinal);

    /// <summary>A warning, at (6,30).</summary>
    public static string PlainHttp { get; } = Clean.Replace("https:", "http:", StringComparison.Ordinal);

    /// <summary>What is said of <see cref="Misspelt"/>.</summary>
    public const string MisspeltMessage = "Unknown field 'nmae'. Did you mean 'name'? A field of your own starts with 'x-'.";
}
