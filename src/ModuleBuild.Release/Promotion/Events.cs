using ModuleBuild.Release.Model;

namespace ModuleBuild.Release.Promotion;

/// <summary>Makes events of an operation.</summary>
internal static class Events
{
    /// <summary>An event with what every event of an operation says.</summary>
    public static LedgerEvent Of(Operation operation, LedgerEventKind kind, string by, DateTimeOffset now) => new()
    {
        Kind = kind,
        At = now,
        By = by,
        Operation = operation.Id,
        OperationKind = operation.Kind,
        NoActivate = operation.NoActivate ? true : null,
        BackupData = operation.BackupData ? true : null,
        CleanupData = operation.CleanupData ? true : null,
        Release = operation.Release,
        Digest = operation.Target,
        Fence = operation.Fence == 0 ? null : operation.Fence,
        Policy = operation.Policy,
    };
}
