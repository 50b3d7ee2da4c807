using Microsoft.Build.Execution;
using Microsoft.Build.Framework;
using Microsoft.Build.Locator;

namespace ModuleBuild.Testing;

/// <summary>Builds in this process with the SDK's MSBuild: half the time of a spawned build. One at a time.</summary>
/// <param name="packagesFolder">Where packages are restored to.</param>
public sealed class InProcessBuild(string packagesFolder) : IBuildDriver
{
    private static readonly SemaphoreSlim OneAtATime = new(1);

    static InProcessBuild()
    {
        if (!MSBuildLocator.IsRegistered)
        {
            MSBuildLocator.RegisterDefaults();
        }
    }

    /// <inheritdoc/>
    public async Task<BuildOutcome> RunAsync(
        string project, IReadOnlyList<string> targets, IReadOnlyDictionary<string, string>? properties = null, bool restore = true)
    {
        await OneAtATime.WaitAsync();
        try
        {
            return await Task.Run(() => Run(project, targets, properties ?? new Dictionary<string, string>(), restore, packagesFolder));
        }
        finally
        {
            OneAtATime.Release();
        }
    }

    // Apart from the locator: the types of Microsoft.Build are resolved when this method is compiled.
    private static BuildOutcome Run(
        string project, IReadOnlyList<string> targets, IReadOnlyDictionary<string, string> properties, bool restore, string packagesFolder)
    {
        var logger = new Recorder();
        var global = new Dictionary<string, string?>(properties.Select(p => KeyValuePair.Create(p.Key, (string?)p.Value)))
        {
            ["RestorePackagesPath"] = packagesFolder,
            ["NuGetPackageRoot"] = packagesFolder + Path.DirectorySeparatorChar,
        };
        var parameters = new BuildParameters { Loggers = [logger], EnableNodeReuse = false, ShutdownInProcNodeOnBuildFinish = true };
        var succeeded = true;
        if (restore)
        {
            // A restore is an evaluation of its own, as `dotnet build` makes it: what it writes is seen by the next one only.
            var session = new Dictionary<string, string?>(global) { ["MSBuildRestoreSessionId"] = "restore" };
            succeeded = Submit(parameters, new BuildRequestData(project, session, null, ["Restore"], null,
                BuildRequestDataFlags.ClearCachesAfterBuild | BuildRequestDataFlags.SkipNonexistentTargets));
        }

        succeeded = succeeded && Submit(parameters, new BuildRequestData(project, global, null, [.. targets], null));
        return new BuildOutcome(succeeded, [.. logger.Messages.Distinct()], string.Join('\n', logger.Messages.Select(message => message.Message)));
    }

    private static bool Submit(BuildParameters parameters, BuildRequestData request) =>
        BuildManager.DefaultBuildManager.Build(parameters.Clone(), request).OverallResult == BuildResultCode.Success;

    private sealed class Recorder : ILogger
    {
        private readonly List<BuildMessage> _messages = [];

        public IReadOnlyList<BuildMessage> Messages => _messages;

        public LoggerVerbosity Verbosity { get; set; } = LoggerVerbosity.Quiet;

        public string? Parameters { get; set; }

        public void Initialize(IEventSource eventSource)
        {
            eventSource.ErrorRaised += (_, e) =>
                _messages.Add(new BuildMessage("error", e.Code ?? "", e.File ?? "", e.LineNumber, e.ColumnNumber, e.Message ?? ""));
            eventSource.WarningRaised += (_, e) =>
                _messages.Add(new BuildMessage("warning", e.Code ?? "", e.File ?? "", e.LineNumber, e.ColumnNumber, e.Message ?? ""));
        }

        public void Shutdown()
        {
        }
    }
}
