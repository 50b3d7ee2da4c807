using System.Collections;
using Microsoft.Build.Framework;
using ModuleBuild.Core.Diagnostics;

namespace ModuleBuild.Cli.Reporting;

/// <summary>Takes of the events of a build what is told of it.</summary>
internal sealed class BuildLogEvents
{
    private const string On = "_ModuleBuildOn";
    private const string Records = "_ModuleBuildFolder";
    private const string Framework = "TargetFramework";
    private const string Frameworks = "TargetFrameworks";
    private const string Restoring = "MSBuildRestoreSessionId";
    private const string Gate = "_ModuleBuildGate";
    private const string LastRelease = "_ModuleBuildLastRelease";
    private const string Packages = "NuGetPackOutput";

    private readonly List<BuildMessage> _messages = [];
    private readonly Dictionary<int, BuiltProject> _evaluated = [];
    private readonly Dictionary<int, string> _projects = [];
    private readonly Dictionary<string, BuiltProject> _built = new(StringComparer.Ordinal);
    private readonly Dictionary<int, string> _keys = [];
    private readonly Dictionary<string, int> _open = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _packages = new(StringComparer.Ordinal);
    private bool? _succeeded;

    /// <summary>Whether anything was told.</summary>
    public bool HasBegun { get; private set; }

    /// <summary>All that was told.</summary>
    public BuildLog ToLog() => new(
        _succeeded,
        [.. _messages],
        [.. _built.Values.Select(Ended).OrderBy(project => project.Records, StringComparer.Ordinal)]);

    /// <summary>Takes an event.</summary>
    /// <param name="sender">The reader.</param>
    /// <param name="told">The event.</param>
    public void Take(object sender, BuildEventArgs told)
    {
        HasBegun = true;
        switch (told)
        {
            case ProjectEvaluationFinishedEventArgs evaluated:
                Take(evaluated);
                break;
            case ProjectStartedEventArgs started:
                Take(started);
                break;
            case ProjectFinishedEventArgs finished:
                Take(finished);
                break;
            case TargetStartedEventArgs { TargetName: Gate }:
            case TargetSkippedEventArgs { TargetName: Gate, SkipReason: TargetSkipReason.OutputsUpToDate or TargetSkipReason.PreviouslyBuiltSuccessfully }:
                Change(told, project => project with { IsJudged = true });
                break;
            case TaskParameterEventArgs { Kind: TaskParameterMessageKind.TaskOutput } output:
                Take(output);
                break;
            case BuildErrorEventArgs error:
                Add(error, Severity.Error, error.Code, new SourceLocation(error.File ?? string.Empty, error.LineNumber, error.ColumnNumber), error.ProjectFile, error.HelpLink);
                break;
            case BuildWarningEventArgs warning:
                Add(warning, Severity.Warning, warning.Code, new SourceLocation(warning.File ?? string.Empty, warning.LineNumber, warning.ColumnNumber), warning.ProjectFile, warning.HelpLink);
                break;
            case BuildFinishedEventArgs finished:
                _succeeded = finished.Succeeded;
                break;
        }
    }

    private void Take(ProjectEvaluationFinishedEventArgs evaluated)
    {
        var properties = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var entry in evaluated.Properties ?? Array.Empty<object>())
        {
            var (name, value) = entry switch
            {
                DictionaryEntry { Key: string key } pair => (key, pair.Value as string),
                KeyValuePair<string, string> pair => (pair.Key, pair.Value),
                _ => (string.Empty, null),
            };
            if (name is On or Records or Framework or Frameworks or Restoring)
            {
                properties[name] = value ?? string.Empty;
            }
        }

        // A restore evaluates projects, too, and builds none of them.
        if (properties.GetValueOrDefault(On) == "true" && !properties.ContainsKey(Restoring) && properties.GetValueOrDefault(Records) is { Length: > 0 } records)
        {
            _evaluated[evaluated.BuildEventContext!.EvaluationId] = new BuiltProject(evaluated.ProjectFile!, properties.GetValueOrDefault(Framework, string.Empty), records)
            {
                Frameworks = [.. properties.GetValueOrDefault(Frameworks, string.Empty).Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)],
            };
        }
    }

    private void Take(ProjectStartedEventArgs started)
    {
        var context = started.BuildEventContext!;
        _projects[context.ProjectContextId] = started.ProjectFile ?? string.Empty;

        // The outer build of several frameworks has no framework, and no gate.
        if (_evaluated.GetValueOrDefault(context.EvaluationId) is { Framework.Length: > 0 } project)
        {
            _built.TryAdd(project.Records, project);
            _keys[context.ProjectContextId] = project.Records;
            _open[project.Records] = _open.GetValueOrDefault(project.Records) + 1;
        }
    }

    private void Take(ProjectFinishedEventArgs finished) => Change(finished, project =>
    {
        _open[project.Records]--;
        return project with { Succeeded = project.Succeeded is not false && finished.Succeeded };
    });

    // Others ask a project for things while it is being built, and are answered; it is at its end when all of that is.
    private BuiltProject Ended(BuiltProject project) => project with
    {
        Succeeded = project.Succeeded is not false && _open[project.Records] > 0 ? null : project.Succeeded,
        Package = _packages.GetValueOrDefault(project.File),
    };

    private void Take(TaskParameterEventArgs output)
    {
        if (output.Items is not { Count: > 0 } items)
        {
            return;
        }

        if (output.ItemType == LastRelease && items[0] is ITaskItem release)
        {
            Change(output, project => project with { LastRelease = release.GetMetadata("Folder") });
        }
        else if (output.ItemType == Packages && _projects.GetValueOrDefault(output.BuildEventContext!.ProjectContextId) is { } file)
        {
            foreach (var item in items.OfType<ITaskItem>().Where(item => item.ItemSpec.EndsWith(".nupkg", StringComparison.OrdinalIgnoreCase)))
            {
                _packages[file] = Path.GetFullPath(item.ItemSpec, Path.GetDirectoryName(file)!);
            }
        }
    }

    private void Change(BuildEventArgs told, Func<BuiltProject, BuiltProject> change)
    {
        if (told.BuildEventContext is { } context && _keys.GetValueOrDefault(context.ProjectContextId) is { } key)
        {
            _built[key] = change(_built[key]);
        }
    }

    private void Add(BuildEventArgs told, Severity severity, string? code, SourceLocation location, string? project, string? link)
    {
        var file = project is { Length: > 0 } ? project : _projects.GetValueOrDefault(told.BuildEventContext?.ProjectContextId ?? 0, string.Empty);
        _messages.Add(new BuildMessage(severity, code ?? string.Empty, told.Message ?? string.Empty, location, file) { HelpLink = link is { Length: > 0 } ? link : null });
    }
}
