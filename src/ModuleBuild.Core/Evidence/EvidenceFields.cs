namespace ModuleBuild.Core.Evidence;

/// <summary>The names in <c>evidence.json</c>.</summary>
internal static class EvidenceFields
{
    public const string FormatVersion = "formatVersion";
    public const string Package = "package";
    public const string Tool = "tool";
    public const string Files = "files";
    public const string Id = "id";
    public const string Name = "name";
    public const string Version = "version";
    public const string Path = "path";
    public const string Kind = "kind";
    public const string MediaType = "mediaType";
    public const string Size = "size";
    public const string Sha256 = "sha256";

    /// <summary>The name of the tool.</summary>
    public const string ToolName = "ModuleBuild";
}
