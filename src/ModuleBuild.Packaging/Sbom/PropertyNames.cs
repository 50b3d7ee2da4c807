namespace ModuleBuild.Packaging.Sbom;

/// <summary>The names of properties that the document carries. Those of ours are listed with their meaning in <c>docs/sbom.md</c>.</summary>
internal static class PropertyNames
{
    /// <summary>Of the CycloneDX taxonomy: whoever builds the same sources again gets the same document.</summary>
    public const string Reproducible = "cdx:reproducible";

    public const string TargetFramework = "modulebuild:targetFramework";
    public const string ProjectReference = "modulebuild:projectReference";
    public const string Bundled = "modulebuild:bundled";

    public const string DisplayName = "modulebuild:name";
    public const string EntryPoint = "modulebuild:entryPoint";
    public const string Host = "modulebuild:host";
    public const string Platform = "modulebuild:platform";
    public const string Isolation = "modulebuild:isolation";
    public const string RequiredPermission = "modulebuild:permission:required";
    public const string OptionalPermission = "modulebuild:permission:optional";
    public const string RequiredModule = "modulebuild:module:required";
    public const string OptionalModule = "modulebuild:module:optional";
    public const string PeerModule = "modulebuild:module:peer";
}
