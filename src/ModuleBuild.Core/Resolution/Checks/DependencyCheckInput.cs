using System.Collections.Immutable;
using ModuleBuild.Core.Diagnostics;
using ModuleBuild.Core.Json;
using ModuleBuild.Core.Locking;
using ModuleBuild.Core.Manifest;

namespace ModuleBuild.Core.Resolution.Checks;

/// <summary>What the checks of dependencies compare.</summary>
public sealed record DependencyCheckInput
{
    /// <summary>The manifest in the sources.</summary>
    public required ManifestDocument Document { get; init; }

    /// <summary>The module's id.</summary>
    public required string ModuleId { get; init; }

    /// <summary>The module's version, as it is shown; null where nobody knows it.</summary>
    public string? ModuleVersion { get; init; }

    /// <summary>What was restored, one a target framework of the project.</summary>
    public required ImmutableArray<RestoredSet> Restored { get; init; }

    /// <summary>Where references are written.</summary>
    public required IReferencePlaces Places { get; init; }

    /// <summary>Whether a <c>packages.lock.json</c> fixes what floating versions come to.</summary>
    public bool HasPackagesLock { get; init; }

    /// <summary>The lock of the workspace; null where there is none, or it is left alone.</summary>
    public LockFile? Lock { get; init; }

    /// <summary>Absolute path of the lock.</summary>
    public string LockPath { get; init; } = WorkspaceLock.FileName;

    /// <summary>What was compiled, for one of the frameworks; null without a build.</summary>
    public CompiledModule? Compiled { get; init; }

    internal ModuleManifest Manifest => Document.Manifest;

    /// <summary>Where the range of a dependency stands.</summary>
    internal SourceLocation RangeOf(string id)
    {
        var pointer = PointerOf(id);
        var version = JsonPointer.Append(pointer, "version");
        return Document.LocateValue(Document.Holds(version) ? version : pointer);
    }

    internal static string PointerOf(string id) => JsonPointer.Append("/dependencies", id);
}

/// <summary>What a build made for one target framework.</summary>
/// <param name="Framework">The name that the project gives the framework.</param>
/// <param name="AssemblyFile">File name of the assembly.</param>
/// <param name="References">Simple names of the assemblies that it references.</param>
/// <param name="Copied">Absolute paths of files that the build copies beside it.</param>
public sealed record CompiledModule(
    string Framework, string AssemblyFile, ImmutableArray<string> References, ImmutableArray<string> Copied);
