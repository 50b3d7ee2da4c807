using ModuleBuild.Release.Model;

namespace ModuleBuild.Release.Promotion;

/// <summary>What must still be true when a process changes the operation at which it works: a process that woke up late changes nothing.</summary>
/// <param name="Operation">Id of the operation.</param>
/// <param name="Phase">The phase in which it was when the process began its work.</param>
/// <param name="Fence">The fence of the process's claim.</param>
public sealed record Guard(string Operation, Phase Phase, long Fence)
{
    /// <summary>The guard of an operation as it is now.</summary>
    /// <param name="operation">The operation.</param>
    public static Guard Of(Operation operation) => new(operation.Id, operation.Phase, operation.Fence);

    /// <summary>Whether it holds.</summary>
    /// <param name="operation">The open operation; null where there is none.</param>
    public bool Holds(Operation? operation) =>
        operation is not null && operation.Id == Operation && operation.Phase == Phase && operation.Fence == Fence;
}
