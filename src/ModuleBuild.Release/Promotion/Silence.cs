using ModuleBuild.Release.Model;

namespace ModuleBuild.Release.Promotion;

/// <summary>
/// A claim that somebody looked at for long enough to see it renewed, and that was not. Clocks may differ by hours, and jump: what they say of a lease
/// is a reason to look on, and not to take over.
/// </summary>
/// <param name="Fence">The fence of the claim.</param>
/// <param name="LeaseUntil">What its owner wrote last.</param>
public sealed record Silence(long Fence, DateTimeOffset? LeaseUntil)
{
    /// <summary>How often somebody looks in half a lease.</summary>
    public const int Looks = 4;

    /// <summary>The claim of an operation as it is now.</summary>
    /// <param name="operation">The operation.</param>
    public static Silence Of(Operation operation) => new(operation.Fence, operation.LeaseUntil);

    /// <summary>Whether the owner of an operation seems to be silent: there is none, its lease is over, or lasts for much longer than one can.</summary>
    /// <param name="operation">The operation.</param>
    /// <param name="now">The time here, UTC.</param>
    public static bool Seems(Operation operation, DateTimeOffset now) =>
        operation.Owner is null || operation.LeaseUntil is not { } until || until <= now || until - now > 2 * operation.Lease;

    /// <summary>How long to wait from one look to the next. Owners renew their claims every third of the lease.</summary>
    /// <param name="operation">The operation.</param>
    public static TimeSpan PauseOf(Operation operation) => (operation.Lease ?? TimeSpan.Zero) / (2 * Looks);
}
