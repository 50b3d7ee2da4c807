namespace ModuleBuild.Release.Gates;

/// <summary>Signs approvals with a key of OpenSSH, as <see cref="SshApprovalVerifier"/> verifies them.</summary>
/// <param name="clock">The time.</param>
public sealed class SshApprovalSigner(TimeProvider clock)
{
    private const string Begin = "-----BEGIN SSH SIGNATURE-----";

    private readonly SshKeygen _keygen = new(clock);

    /// <summary>Signs a statement.</summary>
    /// <param name="key">Path of the private key; or of a public one whose private half an agent holds.</param>
    /// <param name="statement">What is signed.</param>
    /// <param name="cancellation">Stops waiting.</param>
    /// <returns>The signature, armored; or why there is none, as a sentence.</returns>
    public async Task<(string? Signature, string? Problem)> SignAsync(string key, string statement, CancellationToken cancellation)
    {
        var result = await _keygen.RunAsync(statement, cancellation, "-q", "-Y", "sign", "-n", Approvals.Namespace, "-f", key);
        return result.ExitCode is null ? (null, $"{result.Reason} ssh-keygen of OpenSSH is needed to approve operations.")
            : result.IsSuccess && result.Output.StartsWith(Begin, StringComparison.Ordinal) ? (result.Output, null)
            : (null, $"ssh-keygen could not sign with '{key}': {string.Join(' ', result.LastLines)}");
    }
}
