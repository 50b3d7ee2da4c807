using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Microsoft.Build.Definition;
using Microsoft.Build.Evaluation;
using Microsoft.Build.Evaluation.Context;
using Microsoft.Build.Exceptions;
using Microsoft.Build.Execution;
using ModuleBuild.Core.Diagnostics;

namespace ModuleBuild.Cli.Projects;

/// <summary>Evaluates projects with the MSBuild of the user's SDK, in this process. Runs no target.</summary>
internal static class ProjectEvaluator
{
    /// <summary>Makes ready to evaluate several projects, which share what they import.</summary>
    /// <param name="properties">Global properties, as <c>-p:Name=Value</c> of <c>dotnet build</c>.</param>
    /// <returns>Evaluates one project; may be called from several threads.</returns>
    /// <exception cref="UsageException">There is no SDK.</exception>
    public static Func<string, (EvaluatedProject? Project, Finding? Problem)> Create(ImmutableDictionary<string, string> properties)
    {
        SdkFolder.RequireMSBuild();
        return CreateWithMSBuild(properties);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Func<string, (EvaluatedProject? Project, Finding? Problem)> CreateWithMSBuild(ImmutableDictionary<string, string> properties)
    {
        var options = new ProjectOptions
        {
            GlobalProperties = properties,
            EvaluationContext = EvaluationContext.Create(EvaluationContext.SharingPolicy.Shared),
            ProjectCollection = new ProjectCollection(properties),
        };
        return file => Evaluate(file, options);
    }

    private static (EvaluatedProject? Project, Finding? Problem) Evaluate(string file, ProjectOptions options)
    {
        try
        {
            var instance = ProjectInstance.FromFile(file, options);
            return (new EvaluatedProject(
                file,
                instance.GetPropertyValue,
                type => instance.GetItems(type).Select(item => new EvaluatedItem(item.EvaluatedInclude, item.GetMetadataValue))), null);
        }
        catch (InvalidProjectFileException e)
        {
            var location = new SourceLocation(string.IsNullOrEmpty(e.ProjectFile) ? file : e.ProjectFile, e.LineNumber, e.ColumnNumber);
            return (null, Finding.Create(DiagnosticCatalog.ProjectUnusable, location, $"The project cannot be evaluated: {e.BaseMessage}"));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return (null, Finding.Create(DiagnosticCatalog.ProjectUnusable, new SourceLocation(file), $"The project cannot be read: {e.Message}"));
        }
    }
}
