using System.Collections.Immutable;
using ModuleBuild.Core.Diagnostics;
using ModuleBuild.Core.Locking;
using ModuleBuild.Core.Manifest;
using ModuleBuild.Core.Resolution.Checks;
using ModuleBuild.Packaging.Closure;

namespace ModuleBuild.Packaging.Stages;

/// <summary>What the dependencies stage is given.</summary>
/// <param name="Document">The manifest in the sources.</param>
/// <param name="Project">What MSBuild knows.</param>
/// <param name="AssetsFile">Absolute path of <c>project.assets.json</c>.</param>
/// <param name="Items">Items that reference packages and projects.</param>
public sealed record DependencyStageInput(
    ManifestDocument Document, ProjectFacts Project, string AssetsFile, ImmutableArray<ReferenceItem> Items)
{
    /// <summary>Absolute path of the compiled assembly; null without a build.</summary>
    public string? Assembly { get; init; }

    /// <summary>The target framework for which it was compiled.</summary>
    public string? Framework { get; init; }

    /// <summary>Absolute path of the lock with which restored packages must agree; null where it is left alone.</summary>
    public string? LockFile { get; init; }

    /// <summary>Absolute paths of files that the build copies beside it.</summary>
    public ImmutableArray<string> Copied { get; init; } = [];
}

/// <summary>The dependencies stage, from files to findings: manifest, references, restored packages and the assembly must agree.</summary>
public static class DependencyStage
{
    /// <summary>Runs it. Never throws for what the files are or hold.</summary>
    /// <param name="input">What to compare.</param>
    /// <returns>Findings before any baseline.</returns>
    public static ImmutableArray<Finding> Run(DependencyStageInput input)
    {
        var (restored, finding) = RestoredSetReader.Read(input.AssetsFile);
        if (restored is null)
        {
            return [finding!];
        }

        return DependencyChecks.Run(new DependencyCheckInput
        {
            Document = input.Document,
            ModuleId = input.Document.Manifest.Id ?? input.Project.PackageId ?? string.Empty,
            ModuleVersion = input.Project.Version ?? input.Document.Manifest.Version?.ToNormalizedString(),
            Restored = restored.Sets,
            HasPackagesLock = restored.HasPackagesLock,
            Places = new ReferencePlaces(input.Items),
            Compiled = Compiled(input),
            Lock = input.LockFile is { } path && File.Exists(path) ? LockFileReader.Read(path).Lock : null,
            LockPath = input.LockFile ?? WorkspaceLock.FileName,
        });
    }

    private static CompiledModule? Compiled(DependencyStageInput input) =>
        input is { Assembly: { } assembly, Framework: { } framework } && AssemblyReferenceNames.Read(assembly) is { } references
            ? new CompiledModule(framework, Path.GetFileName(assembly), references, input.Copied)
            : null;
}
