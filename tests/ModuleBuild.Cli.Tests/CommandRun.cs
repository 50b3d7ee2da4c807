using ModuleBuild.Testing;

namespace ModuleBuild.Cli.Tests;

/// <summary>Runs the built program as a user does: a process of its own, without the assemblies that the tests have beside them.</summary>
internal static class CommandRun
{
    /// <summary>Absolute path of the program: the one that is compiled ahead of time, where the test command made it; else the one that was built.</summary>
    public static string Program { get; } = Environment.GetEnvironmentVariable("TESTED_COMMAND_LINE") is { Length: > 0 } compiled ? compiled : Path.GetFullPath(
        Path.Combine("..", "..", "ModuleBuild.Cli", Path.GetFileName(AppContext.BaseDirectory.TrimEnd('/', '\\')), "modulebuild.dll"),
        AppContext.BaseDirectory);

    /// <summary>Runs <c>modulebuild</c>.</summary>
    /// <param name="folder">Working directory.</param>
    /// <param name="arguments">Its arguments.</param>
    public static Task<ProcessResult> InAsync(string folder, params string[] arguments) => InAsync(folder, null, arguments);

    /// <summary>Runs <c>modulebuild</c>.</summary>
    /// <param name="folder">Working directory.</param>
    /// <param name="environment">Variables; null removes one.</param>
    /// <param name="arguments">Its arguments.</param>
    public static Task<ProcessResult> InAsync(string folder, IReadOnlyDictionary<string, string?>? environment, params string[] arguments) =>
        InAsync(folder, environment, TimeSpan.FromMinutes(2), arguments);

    /// <summary>Runs <c>modulebuild</c>, and kills it and all that it started where it takes too long.</summary>
    /// <param name="folder">Working directory.</param>
    /// <param name="environment">Variables; null removes one.</param>
    /// <param name="limit">How long it may take.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <exception cref="TimeoutException">It was killed.</exception>
    public static Task<ProcessResult> InAsync(string folder, IReadOnlyDictionary<string, string?>? environment, TimeSpan limit, params string[] arguments) =>
        ChildProcess.RunAsync("dotnet", [Program, .. arguments], folder, environment, limit);
}
