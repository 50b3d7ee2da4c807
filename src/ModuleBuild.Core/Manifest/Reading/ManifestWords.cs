namespace ModuleBuild.Core.Manifest.Reading;

/// <summary>The words that the manifest has for the model's enumerations.</summary>
internal static class ManifestWords
{
    public static readonly Words<DependencyKind> DependencyKinds = new(
        ("required", DependencyKind.Required), ("optional", DependencyKind.Optional), ("peer", DependencyKind.Peer));

    public static readonly Words<ExtensionPointKind> ExtensionPointKinds = new(
        ("ui", ExtensionPointKind.Ui),
        ("api", ExtensionPointKind.Api),
        ("workflow", ExtensionPointKind.Workflow),
        ("database", ExtensionPointKind.Database),
        ("event", ExtensionPointKind.Event),
        ("service", ExtensionPointKind.Service));

    public static readonly Words<ExtensionPointRole> ExtensionPointRoles = new(
        ("provider", ExtensionPointRole.Provider), ("consumer", ExtensionPointRole.Consumer));

    public static readonly Words<Isolation> Isolations = new(
        ("none", Isolation.None), ("assembly", Isolation.Assembly), ("process", Isolation.Process), ("container", Isolation.Container));

    /// <summary>What a failed health check may count as; the last is the default.</summary>
    public static readonly string[] FailureStatuses = ["Degraded", "Unhealthy"];
}
