using ModuleBuild.Core.Diagnostics;
using ModuleBuild.Core.Files;
using ModuleBuild.Release.Model;

namespace ModuleBuild.Release.Deployers;

/// <summary>What deployers say when they fail.</summary>
internal static class DeployFailure
{
    // Subject of findings after which another attempt would do no good.
    private const string Final = "final";

    /// <summary>MB6024: the set could not be brought; the old one runs.</summary>
    /// <param name="target">The target, as people know it.</param>
    /// <param name="reason">Why, as a sentence.</param>
    public static Finding NotBrought(string target, string reason) =>
        Finding.Create(DiagnosticCatalog.DeployFailed, new SourceLocation(target), target, reason);

    /// <summary>MB6024 after which another attempt would do no good.</summary>
    /// <param name="target">The target, as people know it.</param>
    /// <param name="reason">Why, as a sentence.</param>
    public static Finding NeverBrought(string target, string reason) => NotBrought(target, reason) with { Subject = Final };

    /// <summary>Whether another attempt would do no good.</summary>
    /// <param name="failure">Why the last one failed.</param>
    public static bool IsFinal(Finding failure) =>
        failure.Descriptor == DiagnosticCatalog.OperationOvertaken
        || failure.Descriptor == DiagnosticCatalog.PackageReplaced
        || (failure.Descriptor == DiagnosticCatalog.DeployFailed && failure.Subject == Final);

    /// <summary>MB6004: the feed has other bytes than the set.</summary>
    /// <param name="target">The target, as people know it.</param>
    /// <param name="module">The module of the set.</param>
    /// <param name="found">Content hash of the package in the feed.</param>
    public static Finding OtherBytes(string target, ReleasedModule module, string found) =>
        Finding.Create(DiagnosticCatalog.PackageReplaced, new SourceLocation(target), module.Id, module.Version, module.ContentHash, found) with { Subject = module.Id };

    /// <summary>MB6016: somebody else has been here since.</summary>
    /// <param name="request">The request that came too late.</param>
    /// <param name="target">The target, as people know it.</param>
    /// <param name="highest">The fence that was seen there.</param>
    public static Finding Overtaken(DeployRequest request, string target, long highest) => Finding.Create(
        DiagnosticCatalog.OperationOvertaken,
        new SourceLocation(target),
        request.Environment,
        FormattableString.Invariant($"operation {request.Operation} came to '{target}' with fence {request.Fence}, and fence {highest} was there before it."));

    /// <summary>Whether an exception tells of the disk, and not of a mistake of this program.</summary>
    /// <param name="e">The exception.</param>
    public static bool IsOfDisk(Exception e) => NamedFile.IsFileProblem(e) || e is InvalidDataException;

    /// <summary>The message of an exception as a sentence.</summary>
    /// <param name="e">The exception.</param>
    public static string Sentence(Exception e) => $"{e.Message.Trim().TrimEnd('.')}.";
}
