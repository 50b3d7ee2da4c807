using System.Collections.Immutable;
using ModuleBuild.Core.Diagnostics;
using ModuleBuild.Core.Ports;

namespace ModuleBuild.Release.Store;

/// <summary>
/// Keeps checkpoints: signed statements that a ledger had a certain entry. A chain that was made anew from some entry on, or cut off, is whole
/// in itself; it is not what a checkpoint saw.
/// </summary>
public interface ICheckpointStore
{
    /// <summary>The checkpoints of an environment, by their sequence.</summary>
    /// <param name="environment">Name of the environment.</param>
    /// <param name="cancellation">Stops waiting.</param>
    Task<SourceAnswer<CheckpointList>> ListAsync(string environment, CancellationToken cancellation);

    /// <summary>Makes a checkpoint of the end of a ledger. One that is there already, and says the same, is left as it is.</summary>
    /// <param name="snapshot">The environment.</param>
    /// <param name="by">Who makes it.</param>
    /// <param name="isSigned">Whether it is signed, with the key that git's own settings name; without a signature it proves little.</param>
    /// <param name="cancellation">Stops waiting.</param>
    /// <returns>Null; or MB6010 where it could not be written, MB6012 where one is there that says otherwise.</returns>
    Task<Finding?> AddAsync(EnvironmentSnapshot snapshot, string by, bool isSigned, CancellationToken cancellation);
}

/// <summary>Checkpoints.</summary>
/// <param name="Checkpoints">By their sequence.</param>
public sealed record CheckpointList(ImmutableArray<Checkpoint> Checkpoints);

/// <summary>A statement about a ledger.</summary>
/// <param name="Name">Its name, for people.</param>
/// <param name="Sequence">Number of the entry.</param>
/// <param name="Hash">SHA-256 of its bytes, lower-case hexadecimal, or how it begins.</param>
/// <param name="Signature">What its signature is worth.</param>
/// <param name="Words">Who signed it, or what is wrong with it.</param>
public sealed record Checkpoint(string Name, long Sequence, string Hash, SignatureState Signature, string Words);

/// <summary>What a signature is worth.</summary>
public enum SignatureState
{
    /// <summary>It is by somebody who is trusted.</summary>
    Valid,

    /// <summary>There is none.</summary>
    None,

    /// <summary>It is by somebody else, or of something else; or the text is none that was asked for.</summary>
    Invalid,
}
