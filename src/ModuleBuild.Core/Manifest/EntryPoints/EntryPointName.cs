namespace ModuleBuild.Core.Manifest.EntryPoints;

/// <summary>The written name of an entry point: <c>Acme.Orders.Outer+OrdersModule, Acme.Orders</c>.</summary>
/// <param name="Type">Full name of the type, nested types with <c>+</c>.</param>
/// <param name="Assembly">Simple name of an assembly, or null where the name has no such suffix.</param>
internal readonly record struct EntryPointName(string Type, string? Assembly)
{
    public static EntryPointName Parse(string text)
    {
        var parts = text.Split(',');
        return new(parts[0].Trim(), parts.Length > 1 ? parts[1].Trim() : null);
    }

    /// <summary>The part after the last <c>.</c> or <c>+</c>.</summary>
    public static string SimpleNameOf(string type) => type[(type.LastIndexOfAny(['.', '+']) + 1)..];
}
