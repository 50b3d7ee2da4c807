using System.Runtime.CompilerServices;
using Microsoft.Build.Logging;
using ModuleBuild.Cli.Projects;
using ModuleBuild.Core.Diagnostics;
using ModuleBuild.Core.Files;

namespace ModuleBuild.Cli.Reporting;

/// <summary>Reads the log that <c>dotnet build -bl</c> writes, with the MSBuild of the user's SDK.</summary>
internal static class BuildLogReader
{
    /// <summary>Reads a log as far as it goes.</summary>
    /// <param name="path">Absolute path.</param>
    /// <param name="cancellation">Stops reading.</param>
    /// <returns>What it tells, and what is wrong with it; no log where it is none.</returns>
    /// <exception cref="UsageException">There is no SDK.</exception>
    public static (BuildLog? Log, Finding? Problem) Read(string path, CancellationToken cancellation)
    {
        using (NamedFile.Open(path, out var problem))
        {
            if (problem is not null)
            {
                return (null, Finding.Create(DiagnosticCatalog.BuildLogUnusable, new SourceLocation(path), $"it {problem}."));
            }
        }

        SdkFolder.RequireMSBuild();
        return Replay(path, cancellation);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static (BuildLog? Log, Finding? Problem) Replay(string path, CancellationToken cancellation)
    {
        var source = new BinaryLogReplayEventSource();
        var events = new BuildLogEvents();
        source.AnyEventRaised += events.Take;
        var problem = Replay(source, path, cancellation);
        if (!events.HasBegun)
        {
            return (null, Finding.Create(DiagnosticCatalog.BuildLogUnusable, new SourceLocation(path), problem ?? "it tells of no build."));
        }

        var log = events.ToLog();
        return (log, log.Succeeded is not null ? null : Finding.Create(DiagnosticCatalog.BuildLogIncomplete, new SourceLocation(path)));
    }

    private static string? Replay(BinaryLogReplayEventSource source, string path, CancellationToken cancellation)
    {
        try
        {
            source.Replay(path, cancellation);
            cancellation.ThrowIfCancellationRequested();
            return null;
        }
        catch (NotSupportedException)
        {
            return "a newer MSBuild wrote it. Run this with the SDK that built.";
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            // Whatever bytes stand there: the reader of MSBuild trusts them, and fails in as many ways as it has lines.
            return "it is no binary log of MSBuild, or is damaged.";
        }
    }
}
