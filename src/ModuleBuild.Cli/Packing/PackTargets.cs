using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Microsoft.Build.Evaluation;
using Microsoft.Build.Execution;
using Microsoft.Build.Framework;
using ModuleBuild.Cli.Projects;
using ModuleBuild.Core.Diagnostics;
using ModuleBuild.Packaging.Evidence;

namespace ModuleBuild.Cli.Packing;

/// <summary>
/// Asks the project's own pack targets which files they would pack, without building and without packing: the same targets, in the
/// same order, as <c>GenerateNuspec</c> of NuGet.Build.Tasks.Pack.targets runs them.
/// </summary>
internal static class PackTargets
{
    private static readonly string[] Targets = ["_LoadPackInputItems", "_GetTargetFrameworksOutput", "_WalkEachTargetPerFramework", "_GetPackageFiles"];

    // How stage analyze hands its record to stage pack, which takes it out of the files again: it is evidence.
    private const string AnalysisOf = "_ModuleBuildAnalysisOf";

    /// <summary>Global properties under which a project is asked: as in <c>dotnet pack --no-build</c>.</summary>
    /// <param name="properties">What the user gave.</param>
    public static ImmutableDictionary<string, string> WithPacking(ImmutableDictionary<string, string> properties) =>
        properties.SetItem("NoBuild", "true").SetItem("_IsPacking", "true");

    /// <summary>Runs the targets.</summary>
    /// <param name="projectFile">Absolute path of the project.</param>
    /// <param name="properties">Global properties, <see cref="WithPacking"/>.</param>
    /// <returns>What would be packed, or what the targets complain of.</returns>
    public static (PackageContents? Contents, ImmutableArray<Finding> Findings) Run(string projectFile, ImmutableDictionary<string, string> properties)
    {
        SdkFolder.RequireMSBuild();
        return RunWithMSBuild(projectFile, properties);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static (PackageContents? Contents, ImmutableArray<Finding> Findings) RunWithMSBuild(
        string projectFile, ImmutableDictionary<string, string> properties)
    {
        using var projects = new ProjectCollection(properties);
        var errors = new ErrorRecorder(projectFile);
        var parameters = new BuildParameters(projects) { Loggers = [errors], EnableNodeReuse = false, MaxNodeCount = 1 };
        using var manager = new BuildManager("modulebuild");
        var result = manager.Build(parameters, new BuildRequestData(
            projectFile, properties.ToDictionary(pair => pair.Key, pair => (string?)pair.Value), null, Targets, null, BuildRequestDataFlags.ProvideProjectStateAfterBuild));
        return result.OverallResult == BuildResultCode.Success
            ? (Read(result.ProjectStateAfterBuild!), [])
            : (null, errors.Findings);
    }

    private static PackageContents Read(ProjectInstance project)
    {
        ImmutableArray<string> frameworks = [.. project.GetItems("_TargetFrameworks").Select(item => item.EvaluatedInclude)];
        var folders = FrameworkFolders.Read(project.GetPropertyValue("ProjectAssetsFile"));
        var outputs = PackageLayout.Place(
            project.GetItems("_BuildOutputInPackage").Concat(project.GetItems("_TargetPathsToSymbols")).Select(item => BuildOutput.Read(item.GetMetadataValue)),
            List(project, "BuildOutputTargetFolder"),
            List(project, "AllowedOutputExtensionsInPackageBuildOutputFolder"),
            folders);
        var excluded = project.GetItems("_PackageFilesToExclude").Select(item => item.GetMetadataValue("FullPath")).ToHashSet(StringComparer.Ordinal);
        var items = project.GetItems("_PackageFiles")
            .Where(item => !item.HasMetadata(AnalysisOf))
            .Select(item => PackItem.Read(item.EvaluatedInclude, item.HasMetadata("PackagePath"), item.GetMetadataValue))
            .Where(item => !excluded.Contains(item.SourcePath));
        return new PackageContents(
            frameworks, [.. outputs, .. PackageLayout.Place(items, project.Directory, List(project, "ContentTargetFolders"), frameworks, folders)]);
    }

    private static string[] List(ProjectInstance project, string property) =>
        project.GetPropertyValue(property).Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    /// <summary>Keeps the errors of a build as findings.</summary>
    private sealed class ErrorRecorder(string projectFile) : ILogger
    {
        private readonly ImmutableArray<Finding>.Builder _findings = ImmutableArray.CreateBuilder<Finding>();

        public ImmutableArray<Finding> Findings => _findings.ToImmutable();

        public LoggerVerbosity Verbosity { get; set; } = LoggerVerbosity.Quiet;

        public string? Parameters { get; set; }

        public void Initialize(IEventSource eventSource) => eventSource.ErrorRaised += (_, error) => _findings.Add(Finding.Create(
            DiagnosticCatalog.ProjectUnusable,
            string.IsNullOrEmpty(error.File) ? new SourceLocation(projectFile) : new SourceLocation(error.File, error.LineNumber, error.ColumnNumber),
            $"The project cannot be packed: {(string.IsNullOrEmpty(error.Code) ? string.Empty : error.Code + ": ")}{error.Message}"));

        public void Shutdown()
        {
        }
    }
}
