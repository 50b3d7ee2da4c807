using ModuleBuild.Cli.Commands;
using ModuleBuild.Cli.Projects;
using ModuleBuild.Core.Capabilities;
using ModuleBuild.Core.Capabilities.Reports;
using ModuleBuild.Core.Policy;

namespace ModuleBuild.Cli.Gate;

/// <summary>A module that was built, with the report that its build wrote.</summary>
/// <param name="AcceptedFile">Absolute path of what was accepted, whether or not it is there.</param>
/// <param name="Records">Absolute path of the folder with the records of the build.</param>
/// <param name="Report">What it can do, as the build found it.</param>
internal sealed record BuiltModule(string AcceptedFile, string Records, CapabilityReport Report)
{
    /// <summary>Finds the module's project and reads what its build wrote.</summary>
    /// <param name="context">The command.</param>
    /// <param name="path">The project as it was written, or null.</param>
    /// <param name="properties">Properties as they were written.</param>
    /// <exception cref="UsageException">There is no such project, or it was not built.</exception>
    public static BuiltModule Read(CommandContext context, string? path, string[] properties)
    {
        var file = SingleProject.Find(path, context.CurrentFolder);
        var (project, problem) = ProjectEvaluator.Create(ModuleArguments.ToProperties(properties))(file);
        if (project is null)
        {
            throw new UsageException(problem!.Message);
        }

        var records = project.RecordsFolder;
        var name = Path.GetFileName(file);
        var report = Path.Combine(records, CapabilityReportFile.FileName);
        if (!File.Exists(report))
        {
            throw new UsageException($"'{name}' was not built by a gate with the stage analyze: there is no {report}. Run 'dotnet build' first, and name its configuration with -p Configuration=NAME if it is another.");
        }

        var (read, findings) = CapabilityReportFile.Read(report, File.ReadAllBytes(report));
        return new BuiltModule(
            Path.Combine(Path.GetDirectoryName(project.ManifestPath)!, AcceptedCapabilities.FileName),
            records,
            read ?? throw new UsageException(findings[0].Message));
    }
}
