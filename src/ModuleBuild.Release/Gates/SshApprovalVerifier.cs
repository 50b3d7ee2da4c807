using System.ComponentModel;
using System.Diagnostics;

namespace ModuleBuild.Release.Gates;

/// <summary>
/// Finds out who signed by OpenSSH: <c>ssh-keygen -Y find-principals</c> and <c>-Y verify</c>
/// (https://man.openbsd.org/ssh-keygen#Y). The identity is that of the key in the file of signers, whatever the approval calls itself.
/// </summary>
public sealed class SshApprovalVerifier : IApprovalVerifier
{
    /// <inheritdoc/>
    public async Task<SignatureCheck> VerifyAsync(string signers, string statement, string signature, CancellationToken cancellation)
    {
        if (!File.Exists(signers))
        {
            return new SignatureCheck(null, $"the file of signers, {signers}, is not there.");
        }

        var file = Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(file, signature, cancellation);
            var (found, principals) = await RunAsync(["-Y", "find-principals", "-s", file, "-f", signers], string.Empty, cancellation);
            var principal = principals.Split('\n', ',')[0].Trim();
            if (!found || principal.Length == 0)
            {
                return new SignatureCheck(null, "nobody in the file of signers has the key that signed.");
            }

            var (holds, words) = await RunAsync(["-Y", "verify", "-n", Approvals.Namespace, "-I", principal, "-s", file, "-f", signers], statement, cancellation);
            return holds ? new SignatureCheck(principal, null) : new SignatureCheck(null, $"the signature of {principal} does not hold: {words.Trim()}.");
        }
        catch (Win32Exception)
        {
            return new SignatureCheck(null, "ssh-keygen was not found. Install OpenSSH.");
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static async Task<(bool Succeeded, string Words)> RunAsync(string[] arguments, string input, CancellationToken cancellation)
    {
        using var process = Process.Start(new ProcessStartInfo("ssh-keygen", arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        })!;
        var output = process.StandardOutput.ReadToEndAsync(cancellation);
        var error = process.StandardError.ReadToEndAsync(cancellation);
        try
        {
            await process.StandardInput.WriteAsync(input.AsMemory(), cancellation);
            process.StandardInput.Close();
        }
        catch (IOException)
        {
            // It ended before it had read all: its exit code says why.
        }

        await process.WaitForExitAsync(cancellation);
        return (process.ExitCode == 0, process.ExitCode == 0 ? await output : await error);
    }
}
