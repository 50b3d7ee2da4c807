using System.Diagnostics;
#if DEBUG
using System.Globalization;
#endif

namespace ModuleBuild.Release;

/// <summary>
/// Points between things that this program does to the world. Tests of debug builds let the process die at one of them as if its machine
/// had lost its power; in release builds there are none.
/// </summary>
public static class FaultPoints
{
    /// <summary>The environment variable with the number of the point at which the process dies, from 1 on.</summary>
    public const string Variable = "MODULEBUILD_FAULT";

#if DEBUG
    private static readonly int DieAt = int.TryParse(
        Environment.GetEnvironmentVariable(Variable), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;

    private static int _passed;
#endif

    /// <summary>A point: all before it has happened, nothing after it has.</summary>
    [Conditional("DEBUG")]
    public static void Pass()
    {
#if DEBUG
        if (DieAt > 0 && Interlocked.Increment(ref _passed) == DieAt)
        {
            using var process = Process.GetCurrentProcess();
            process.Kill(); // no handler runs, nothing is flushed
            Thread.Sleep(Timeout.Infinite);
        }
#endif
    }
}
