using System.ComponentModel;
using System.Diagnostics;
using System.Text;

namespace ModuleBuild.Release.Gates;

/// <summary>
/// Finds out who signed by OpenSSH: <c>ssh-keygen -Y find-principals</c> and <c>-Y verify</c>
/// (https://man.openbsd.org/ssh-keygen#Y). The identity is that of the key in the file of signers, whatever the approval calls itself.
/// </summary>
public sealed class SshApprovalVerifier : IApprovalVerifier
{
    private const int LongestSignature = 64 << 10;
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(30);

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
            var (found, principals, problem) = await RunAsync(["-Y", "find-principals", "-s", file, "-f", signers], string.Empty, cancellation);
            var principal = principals.Split('\n', ',')[0].Trim();
            if (found != 0 || principal.Length == 0)
            {
                return new SignatureCheck(null, problem ?? "its key belongs to nobody who may approve.");
            }

            // A pattern is nobody's name: two people could not be told apart.
            if (principal.AsSpan().ContainsAny('*', '?', '!'))
            {
                return new SignatureCheck(null, $"its key belongs to '{principal}', which is a pattern and no person. Name each person in '{Path.GetFileName(signers)}'.");
            }

            var (verified, _, problemThen) = await RunAsync(
                ["-Y", "verify", "-f", signers, "-I", principal, "-n", Approvals.Namespace, "-s", file], statement, cancellation);
            return verified == 0 ? new SignatureCheck(principal, null) : new SignatureCheck(null, problemThen ?? "its signature is not over this set and operation.");
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

    private static async Task<(int Code, string Output, string? Problem)> RunAsync(string[] arguments, string input, CancellationToken cancellation)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(Longest);
        var start = new ProcessStartInfo("ssh-keygen", arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
            StandardInputEncoding = new UTF8Encoding(false),
        };
        Process? process = null;
        try
        {
            process = Process.Start(start)!;
            var (output, error) = (process.StandardOutput.ReadToEndAsync(limit.Token), process.StandardError.ReadToEndAsync(limit.Token));
            await WriteAsync(process, input, limit.Token);
            await process.WaitForExitAsync(limit.Token);
            await error;
            return (process.ExitCode, await output, null);
        }
        catch (Win32Exception)
        {
            return (-1, string.Empty, "it cannot be checked, because ssh-keygen is not there. Install OpenSSH.");
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return (-1, string.Empty, "ssh-keygen does not answer.");
        }
        finally
        {
            End(process);
        }
    }

    private static async Task WriteAsync(Process process, string input, CancellationToken cancellation)
    {
        try
        {
            await process.StandardInput.WriteAsync(input.AsMemory(), cancellation);
            process.StandardInput.Close();
        }
        catch (IOException)
        {
            // It ended before it had read all: its exit code says why.
        }
    }

    private static void End(Process? process)
    {
        using (process)
        {
            try
            {
                process?.Kill(entireProcessTree: true);
            }
            catch (Exception e) when (e is InvalidOperationException or Win32Exception or NotSupportedException)
            {
                // It has ended by itself.
            }
        }
    }

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
