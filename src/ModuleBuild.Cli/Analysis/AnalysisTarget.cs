using System.Collections.Immutable;
using ModuleBuild.Cli.Projects;
using ModuleBuild.Core.Capabilities;
using ModuleBuild.Core.Capabilities.Reports;
using ModuleBuild.Security.Capabilities;
using ModuleBuild.Security.Capabilities.Inputs;

namespace ModuleBuild.Cli.Analysis;

/// <summary>What a path on the command line means: an assembly, a package, a project, a folder, or a report that was written before.</summary>
/// <param name="currentFolder">Absolute path that relative ones start from.</param>
/// <param name="properties">For the evaluation of projects.</param>
/// <param name="cancellation">Stops it.</param>
internal sealed class AnalysisTarget(string currentFolder, ImmutableDictionary<string, string> properties, CancellationToken cancellation)
{
    /// <summary>Analyses what a path means.</summary>
    /// <param name="path">The path as it was written; null for the current folder.</param>
    /// <param name="entry">The type from which one starts, or null.</param>
    /// <param name="withEntries">Whether each type and method is told by itself.</param>
    /// <exception cref="UsageException">There is nothing to analyse.</exception>
    public AnalysisResult Analyze(string? path, string? entry, bool withEntries)
    {
        var full = Path.GetFullPath(path ?? ".", currentFolder);
        var shown = path ?? "this folder";
        if (full.EndsWith(".json", StringComparison.OrdinalIgnoreCase) && File.Exists(full))
        {
            return new AnalysisResult(ReadReport(full, shown), []);
        }

        var folder = full.EndsWith(".nupkg", StringComparison.OrdinalIgnoreCase) ? Directory.CreateTempSubdirectory("modulebuild-") : null;
        try
        {
            var input = Find(full, shown, folder);
            if (input.Problem is { } problem)
            {
                throw new UsageException($"'{shown}' cannot be analysed: {problem}");
            }

            var result = CapabilityAnalysis.Run(
                new AnalysisRequest
                {
                    Module = input.Module,
                    Version = input.Version,
                    Files = input.Files,
                    EntryType = entry,
                    WithEntries = withEntries,
                    CacheFolder = CacheFolder.OfUser(),
                },
                cancellation);
            return result.MissingEntry is not { } missing ? result with { Remark = input.Remark } : throw new UsageException(
                $"There is no type '{missing.Name}' in '{shown}'.{(missing.Nearest is null ? string.Empty : $" Did you mean '{missing.Nearest}'?")} Write its full name, nested types with '+'.");
        }
        finally
        {
            folder?.Delete(recursive: true);
        }
    }

    private AnalysisInput Find(string full, string shown, DirectoryInfo? folder)
    {
        if (Directory.Exists(full))
        {
            return SingleProject.In(full) is [var only] ? OfProject(only, shown) : FolderInput.Of(full);
        }

        if (!File.Exists(full))
        {
            throw new UsageException($"'{shown}' does not exist. Give an assembly, a package, a project or a folder.");
        }

        return folder is not null ? PackageInput.Of(full, folder.FullName, cancellation)
            : ModuleInputs.IsProject(full) ? OfProject(full, shown)
            : AssemblyInput.Of(full);
    }

    private AnalysisInput OfProject(string file, string shown)
    {
        var (project, problem) = ProjectEvaluator.Create(properties)(file);
        if (project is null)
        {
            throw new UsageException(problem!.Message);
        }

        var output = project.TargetPath;
        if (output is null || !File.Exists(output))
        {
            throw new UsageException($"'{shown}' was not built: there is no {output ?? "output"}. Run 'dotnet build' first, and name its configuration with -p Configuration=NAME if it is another.");
        }

        var input = AssemblyInput.Of(output, project.AssetsFile, project.TargetFramework);
        return input with { Module = project.Facts.PackageId ?? input.Module, Version = project.Facts.Version ?? string.Empty, Files = [.. input.Files.Select(file => file.IsRoot ? file with { Package = project.Facts.PackageId ?? input.Module } : file)] };
    }

    private static CapabilityReport ReadReport(string full, string shown)
    {
        var (report, findings) = CapabilityReportFile.Read(full, File.ReadAllBytes(full));
        return report ?? throw new UsageException($"'{shown}' cannot be used. {findings.Select(finding => finding.Message).FirstOrDefault()}");
    }
}
