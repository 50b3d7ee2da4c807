using ModuleBuild.Release.Commands;

namespace ModuleBuild.Release.Gates;

/// <summary>
/// Finds out who signed by OpenSSH: <c>ssh-keygen -Y find-principals</c> and <c>-Y verify</c>
/// (https://man.openbsd.org/ssh-keygen#Y). The identity is that of the key in the file of signers, whatever the approval calls itself.
/// </summary>
/// <param name="clock">The time.</param>
public sealed class SshApprovalVerifier(TimeProvider clock) : IApprovalVerifier
{
    private const int LongestSignature = 64 << 10;

    private readonly SshKeygen _keygen = new(clock);

    /// <inheritdoc/>
    public async Task<SignatureCheck> VerifyAsync(string signers, string statement, string signature, CancellationToken cancellation)
    {
        if (signature.Length > LongestSignature)
        {
            return new SignatureCheck(null, "its signature is too long.");
        }

        if (!File.Exists(signers))
        {
            return new SignatureCheck(null, $"there is no file '{signers}'.");
        }

        var folder = Directory.CreateTempSubdirectory("modulebuild-approval-");
        try
        {
            var file = Path.Combine(folder.FullName, "signature");
            await File.WriteAllTextAsync(file, signature, cancellation);
            var found = await _keygen.RunAsync(string.Empty, cancellation, "-Y", "find-principals", "-s", file, "-f", signers);
            var principal = found.Output.Split('\n', ',')[0].Trim();
            if (!found.IsSuccess || principal.Length == 0)
            {
                return found.ExitCode is null ? Unchecked(found) : new SignatureCheck(null, "its key belongs to nobody who may approve.");
            }

            // A pattern is nobody's name: two people could not be told apart.
            if (principal.AsSpan().ContainsAny('*', '?', '!'))
            {
                return new SignatureCheck(null, $"its key belongs to '{principal}', which is a pattern and no person. Name each person in '{Path.GetFileName(signers)}'.");
            }

            var verified = await _keygen.RunAsync(statement, cancellation, "-Y", "verify", "-f", signers, "-I", principal, "-n", Approvals.Namespace, "-s", file);
            return verified.IsSuccess ? new SignatureCheck(principal, null)
                : verified.ExitCode is null ? Unchecked(verified)
                : new SignatureCheck(null, "its signature is not over this set and operation.");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return new SignatureCheck(null, $"its signature cannot be checked ({e.Message.TrimEnd('.')}).");
        }
        finally
        {
            TryDelete(folder);
        }
    }

    private static SignatureCheck Unchecked(CommandResult result) => new(null, $"it cannot be checked. {result.Reason} ssh-keygen of OpenSSH is needed.");

    private static void TryDelete(DirectoryInfo folder)
    {
        try
        {
            folder.Delete(recursive: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // A temporary folder; the system clears it away.
        }
    }
}
