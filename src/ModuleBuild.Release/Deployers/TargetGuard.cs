using ModuleBuild.Core.Diagnostics;

namespace ModuleBuild.Release.Deployers;

/// <summary>Lets nobody into a target folder who is late, or who works for another environment.</summary>
/// <param name="target">The target folder.</param>
/// <param name="clock">The time.</param>
internal sealed class TargetGuard(TargetFolder target, TimeProvider clock)
{
    /// <summary>From here on nobody with a lower fence changes anything: neither under this process's work nor after it.</summary>
    /// <param name="request">Who comes.</param>
    /// <param name="cancellation">Stops waiting.</param>
    /// <returns>Null, or why not.</returns>
    public async Task<Finding?> EnterAsync(DeployRequest request, CancellationToken cancellation)
    {
        await using var held = await TargetLock.TakeAsync(target.Lock, clock, cancellation);
        return Check(request) ?? (target.WriteFence(request.Fence) is { } problem ? NotBrought(problem.Message) : null);
    }

    /// <summary>Whether somebody may change the folder, which is locked.</summary>
    /// <param name="request">Who comes.</param>
    /// <returns>Null, or why not.</returns>
    public Finding? Check(DeployRequest request) => CheckOwner(request) ?? CheckFence(request);

    /// <summary>Whether somebody with a higher fence was here.</summary>
    /// <param name="request">Who comes.</param>
    /// <returns>Null, or why not.</returns>
    public Finding? CheckFence(DeployRequest request)
    {
        var (highest, problem) = target.HighestFence();
        return problem is not null ? NotBrought(problem)
            : request.Fence < highest ? DeployFailure.Overtaken(request, target.Path, highest)
            : null;
    }

    // Two environments in one folder would clean each other's modules away; and their fences have nothing to do with one another.
    private Finding? CheckOwner(DeployRequest request) =>
        TargetFile.Read<DeployedSet>(target.Current).Value is { } current && current.Environment != request.Environment
            ? NotBrought($"it is the folder of environment '{current.Environment}'. Give '{request.Environment}' a folder of its own.")
            : null;

    private Finding NotBrought(string reason) => DeployFailure.NotBrought(target.Path, reason);
}
