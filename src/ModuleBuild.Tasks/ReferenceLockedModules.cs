using Microsoft.Build.Framework;
using ModuleBuild.Tasks.Logging;
using ModuleBuild.Tasks.References;
using ModuleBuild.Tasks.Stages;

namespace ModuleBuild.Tasks;

/// <summary>Makes the locked versions of modules package references, before NuGet collects them.</summary>
[MSBuildMultiThreadableTask]
public sealed class ReferenceLockedModules : LockTask
{
    /// <summary>Whether the lock is compared and brought up to date first, as in a restore. Otherwise it is read as it stands, and nothing is said.</summary>
    public bool Upkeep { get; set; }

    /// <summary>PackageReference items of the project.</summary>
    public ITaskItem[] PackageReferences { get; set; } = [];

    /// <summary>ProjectReference items of the project.</summary>
    public ITaskItem[] ProjectReferences { get; set; } = [];

    /// <summary>Whether package versions are managed centrally.</summary>
    public bool Central { get; set; }

    /// <summary>PackageVersion items, which count where versions are managed centrally.</summary>
    public ITaskItem[] PackageVersions { get; set; } = [];

    /// <summary>References to add.</summary>
    [Output]
    public ITaskItem[] Added { get; set; } = [];

    /// <summary>References of the project that named no version, with that of the lock: to replace those with the same id.</summary>
    [Output]
    public ITaskItem[] Pinned { get; set; } = [];

    /// <summary>PackageVersion items to add.</summary>
    [Output]
    public ITaskItem[] CentralVersions { get; set; } = [];

    /// <inheritdoc/>
    protected override bool Run(CancellationToken cancellation)
    {
        var input = Input;
        var key = $"{nameof(ReferenceLockedModules)}|{ReferenceStage.KeyOf(input, Upkeep)}";
        var (locked, isFirst) = OncePerBuild.Get(BuildEngine, key, () =>
            ReferenceStage.RunAsync(input, Upkeep, ResolveSources.Open, cancellation).GetAwaiter().GetResult());
        if (isFirst)
        {
            LogChanges(locked.Changes);
            FindingReport.Log(Log, locked.Findings, errorsOnly: true);
        }

        if (locked.Failed)
        {
            return OncePerBuild.FailAgain(BuildEngine);
        }

        var plan = ReferencePlan.Make(locked, ReferenceItems.Read(this, locked));
        (Added, Pinned, CentralVersions) = ReferenceItems.Write(plan, PackageReferences);
        return true;
    }
}
