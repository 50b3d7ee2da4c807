using System.ComponentModel;
using System.Diagnostics;
using System.Text;

namespace ModuleBuild.Release.Store.Git;

/// <summary>Calls git on one repository.</summary>
/// <param name="options">How.</param>
/// <param name="repository">Absolute path of the bare repository.</param>
internal sealed class GitRunner(GitOptions options, string repository)
{
    /// <summary>Absolute path of the bare repository.</summary>
    public string Repository => repository;

    /// <summary>How git is called.</summary>
    public GitOptions Options => options;

    /// <summary>Settings of every call that the list of processes must not show.</summary>
    public (string Name, string Value)[] Secrets { get; init; } = [];

    /// <summary>Variables of every call.</summary>
    public (string Name, string Value)[] Variables { get; set; } = [];

    /// <summary>Calls git, and waits for its end.</summary>
    /// <param name="arguments">Command and arguments.</param>
    /// <param name="cancellation">Kills it.</param>
    public Task<GitResult> RunAsync(IEnumerable<string> arguments, CancellationToken cancellation) =>
        RunAsync(arguments, ReadOnlyMemory<byte>.Empty, options.LocalLimit, cancellation);

    /// <summary>Calls git, and waits for its end.</summary>
    /// <param name="arguments">Command and arguments.</param>
    /// <param name="input">Standard input.</param>
    /// <param name="limit">How long it may take.</param>
    /// <param name="cancellation">Kills it.</param>
    public async Task<GitResult> RunAsync(IEnumerable<string> arguments, ReadOnlyMemory<byte> input, TimeSpan limit, CancellationToken cancellation)
    {
        var process = Start(arguments, out var problem);
        if (process is null)
        {
            return new GitResult(GitResult.NotStarted, [], problem);
        }

        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        timeout.CancelAfter(limit);
        using var output = new MemoryStream();
        var words = process.StandardError.ReadToEndAsync(CancellationToken.None);
        try
        {
            var reading = process.StandardOutput.BaseStream.CopyToAsync(output, timeout.Token);
            await WriteAsync(process, input, timeout.Token);
            await reading;
            await process.WaitForExitAsync(timeout.Token);
            return new GitResult(process.ExitCode, output.ToArray(), await AfterEndAsync(words));
        }
        catch (OperationCanceledException)
        {
            Kill(process);
            cancellation.ThrowIfCancellationRequested();
            return new GitResult(GitResult.TimedOut, [], FormattableString.Invariant($"it did not end within {limit.TotalSeconds} s"));
        }
        finally
        {
            process.Dispose();
        }
    }

    /// <summary>Starts git.</summary>
    /// <param name="arguments">Command and arguments.</param>
    /// <param name="problem">Why it could not be started; empty where it was.</param>
    public Process? Start(IEnumerable<string> arguments, out string problem)
    {
        var start = new ProcessStartInfo(options.Program, [$"--git-dir={repository}", .. GitEnvironment.Arguments, .. arguments])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardErrorEncoding = Encoding.UTF8,
            UseShellExecute = false,
            CreateNoWindow = true,
        };
        GitEnvironment.Apply(start, Secrets);
        foreach (var (name, value) in Variables)
        {
            start.Environment[name] = value;
        }

        problem = string.Empty;
        try
        {
            return Process.Start(start);
        }
        catch (Win32Exception e)
        {
            problem = $"git cannot be started ({e.Message})";
            return null;
        }
    }

    /// <summary>Ends a call with all that it started.</summary>
    /// <param name="process">The call.</param>
    public static void Kill(Process process)
    {
        try
        {
            process.Kill(entireProcessTree: true);
        }
        catch (Exception e) when (e is InvalidOperationException or Win32Exception)
        {
            // It ended by itself.
        }
    }

    // What git leaves running, such as a shared connection of ssh, may hold its standard error open for hours.
    private static async Task<string> AfterEndAsync(Task<string> words) =>
        await Task.WhenAny(words, Task.Delay(TimeSpan.FromSeconds(2))) == words ? await words : string.Empty;

    private static async Task WriteAsync(Process process, ReadOnlyMemory<byte> input, CancellationToken cancellation)
    {
        try
        {
            await process.StandardInput.BaseStream.WriteAsync(input, cancellation);
            process.StandardInput.Close();
        }
        catch (IOException)
        {
            // It ended before it had read all; its exit code and last words say why.
        }
    }
}
