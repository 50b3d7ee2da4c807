namespace ModuleBuild.Core.Capabilities.Reports;

/// <summary>The names in <c>capabilities.json</c>, and in what <c>modulebuild analyze --json</c> prints.</summary>
internal static class CapabilityFields
{
    public const string FormatVersion = "formatVersion";
    public const string Module = "module";
    public const string Version = "version";
    public const string Map = "map";
    public const string Capabilities = "capabilities";
    public const string Capability = "capability";
    public const string Target = "target";
    public const string Package = "package";
    public const string Path = "path";
    public const string Assembly = "assembly";
    public const string Member = "member";
    public const string File = "file";
    public const string Line = "line";
    public const string Unknown = "unknown";
    public const string Name = "name";
    public const string Reason = "reason";
}
