using System.Collections.Immutable;
using ModuleBuild.Core.Resolution.Packages;
using NuGet.Versioning;

namespace ModuleBuild.Core.Resolution.Checks;

/// <summary>A package or project that NuGet restored for a target framework.</summary>
/// <param name="Id">Package id; a project's is what it would be packed as.</param>
/// <param name="Version">The version that was restored.</param>
public sealed record RestoredLibrary(string Id, NuGetVersion Version)
{
    /// <summary>A project reference, not a package.</summary>
    public bool IsProject { get; init; }

    /// <summary>Whether it is a module: the package carries <c>module/module.json</c>, or that file stands beside the project.</summary>
    public bool IsModule { get; init; }

    /// <summary>What its manifest says it cannot live with.</summary>
    public ImmutableArray<PackageRange> Conflicts { get; init; } = [];

    /// <summary>Ids of the libraries that it needs.</summary>
    public ImmutableArray<string> Needs { get; init; } = [];

    /// <summary>Content hash of the package's bytes, in the form of <see cref="PackageFacts.Checksum"/>; null where restore does not say.</summary>
    public string? Checksum { get; init; }

    /// <summary>Simple names of the assemblies against which others compile.</summary>
    public ImmutableArray<string> CompileAssemblies { get; init; } = [];

    /// <summary>Simple names of the assemblies that run.</summary>
    public ImmutableArray<string> RuntimeAssemblies { get; init; } = [];

    /// <summary>Id and version, for people.</summary>
    public override string ToString() => $"{Id} {Version.ToNormalizedString()}";
}

/// <summary>A reference that the project itself makes.</summary>
/// <param name="Id">Package id, or that of the project.</param>
/// <param name="ProjectFile">Absolute path of the project; null for a package.</param>
/// <param name="FloatingVersion">The floating version that it asks for, for example <c>10.*</c>; null where its version is fixed.</param>
/// <param name="BringsAssemblies">Whether something to compile against or to run arrives; a package of build tools brings neither.</param>
public sealed record DirectReference(string Id, string? ProjectFile, string? FloatingVersion, bool BringsAssemblies);
