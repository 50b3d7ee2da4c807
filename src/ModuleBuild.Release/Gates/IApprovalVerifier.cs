namespace ModuleBuild.Release.Gates;

/// <summary>Finds out who signed.</summary>
public interface IApprovalVerifier
{
    /// <summary>Who signed a statement.</summary>
    /// <param name="signers">Absolute path of the file with those who may sign (<c>allowed_signers</c> of OpenSSH).</param>
    /// <param name="statement">What was signed.</param>
    /// <param name="signature">The signature, armored.</param>
    /// <param name="cancellation">Stops waiting.</param>
    Task<SignatureCheck> VerifyAsync(string signers, string statement, string signature, CancellationToken cancellation);
}

/// <summary>What became of a signature.</summary>
/// <param name="Signer">The principal of the signers' file that the key belongs to; null where the signature does not hold.</param>
/// <param name="Problem">Why it does not, as a sentence; null where it does.</param>
public sealed record SignatureCheck(string? Signer, string? Problem);
