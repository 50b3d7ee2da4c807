using System.Runtime.CompilerServices;
using Microsoft.Build.Construction;
using Microsoft.Build.Exceptions;

namespace ModuleBuild.Cli.Projects;

/// <summary>The projects of a solution, read by MSBuild: <c>.sln</c>, <c>.slnx</c> and <c>.slnf</c>.</summary>
internal static class SolutionProjects
{
    /// <summary>Absolute paths of those projects that are, or say that they are, a module.</summary>
    /// <param name="solution">Absolute path of the solution.</param>
    /// <exception cref="UsageException">It is not a solution.</exception>
    public static IEnumerable<string> WithManifest(string solution)
    {
        SdkFolder.RequireMSBuild();
        return Read(solution).Where(IsModule);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static IEnumerable<string> Read(string solution)
    {
        try
        {
            return [.. SolutionFile.Parse(solution).ProjectsInOrder
                .Where(project => project.ProjectType == SolutionProjectType.KnownToBeMSBuildFormat)
                .Select(project => Path.GetFullPath(project.AbsolutePath))
                .Where(ModuleInputs.IsProject)];
        }
        catch (InvalidProjectFileException e)
        {
            // MSBuild appends the stack trace of an error in XML to its message.
            throw new UsageException($"'{solution}' cannot be read as a solution: {FirstLine(e.BaseMessage)}");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"'{solution}' cannot be read: {FirstLine(e.Message)}");
        }
    }

    private static string FirstLine(string message) => message.AsSpan().Trim().EnumerateLines() is var lines && lines.MoveNext() ? lines.Current.ToString() : message;

    // Evaluating every project of a large solution would take a minute; the project's text tells most of them apart. A project that
    // is made a module by an import only, and has no manifest, is found by its build (MB0001).
    private static bool IsModule(string project)
    {
        if (File.Exists(Path.Combine(Path.GetDirectoryName(project)!, ModuleInputs.ManifestName)))
        {
            return true;
        }

        var text = File.Exists(project) ? File.ReadAllText(project) : string.Empty;
        return text.Contains("ModuleBuildEnabled", StringComparison.OrdinalIgnoreCase)
            || text.Contains("ModuleBuildManifest", StringComparison.OrdinalIgnoreCase);
    }
}
