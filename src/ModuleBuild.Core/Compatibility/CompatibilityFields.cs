namespace ModuleBuild.Core.Compatibility;

/// <summary>The names in <c>compatibility.json</c>.</summary>
internal static class CompatibilityFields
{
    public const string FormatVersion = "formatVersion";
    public const string Module = "module";
    public const string Version = "version";
    public const string Framework = "framework";
    public const string Api = "api";
    public const string LastVersion = "lastVersion";
    public const string VersionNeeded = "versionNeeded";
    public const string NotCompared = "notCompared";
    public const string Differences = "differences";
    public const string Id = "id";
    public const string Breaking = "breaking";
    public const string Member = "member";
    public const string What = "what";
    public const string DocId = "docId";
    public const string Hosts = "hosts";
    public const string Kind = "kind";
    public const string Range = "range";
    public const string CompiledAgainst = "compiledAgainst";
    public const string Members = "members";
    public const string Complete = "complete";
    public const string Versions = "versions";
    public const string Works = "works";
    public const string Missing = "missing";
    public const string NotImplemented = "notImplemented";
    public const string Obsolete = "obsolete";

    public const string HostKind = "host";
    public const string ModuleKind = "module";

    public static readonly string[] OfReport = [FormatVersion, Module, Version, Framework, Api, Hosts];
    public static readonly string[] OfApi = [LastVersion, VersionNeeded, NotCompared, Differences];
    public static readonly string[] OfDifference = [Id, Breaking, Member, What, DocId];
    public static readonly string[] OfHost = [Id, Kind, Range, CompiledAgainst, Members, Complete, Versions, NotCompared];
    public static readonly string[] OfVersion = [Version, Works, Missing, NotImplemented, Obsolete];

    private static readonly (NotComparedReason Reason, string Word)[] Reasons =
    [
        (NotComparedReason.Offline, "offline"),
        (NotComparedReason.Unreachable, "unreachable"),
        (NotComparedReason.Unusable, "unusable"),
    ];

    public static IReadOnlyCollection<string> ReasonWords { get; } = [.. Reasons.Select(known => known.Word)];

    public static string WordOf(NotComparedReason reason) => Array.Find(Reasons, known => known.Reason == reason).Word;

    public static NotComparedReason? ReasonOf(string word) => Array.FindIndex(Reasons, known => known.Word == word) is var at && at >= 0 ? Reasons[at].Reason : null;
}
