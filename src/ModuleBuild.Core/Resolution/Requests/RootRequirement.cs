using ModuleBuild.Core.Diagnostics;
using ModuleBuild.Core.Manifest;
using ModuleBuild.Core.Resolution.Packages;

namespace ModuleBuild.Core.Resolution.Requests;

/// <summary>A package that the set must hold.</summary>
/// <param name="Requester">Who asks, for people: a module's id, or <c>your set</c> where it is the command line.</param>
/// <param name="Dependency">What is asked for. A peer of a root counts as required: the set is made for the root. An optional one only
/// constrains.</param>
/// <param name="Location">Where it is written, or null.</param>
public sealed record RootRequirement(string Requester, PackageDependency Dependency, SourceLocation? Location = null)
{
    /// <summary>How explanations call one who asks on the command line.</summary>
    public const string CommandLine = "your set";

    /// <summary>A requirement of the command line.</summary>
    /// <param name="id">Package id.</param>
    /// <param name="range">Versions that will do.</param>
    public static RootRequirement Of(string id, WrittenRange range) => new(CommandLine, new PackageDependency(id, range));
}

/// <summary>A host on which a root runs.</summary>
/// <param name="Requester">Who asks.</param>
/// <param name="Host">Id and range.</param>
/// <param name="Location">Where it is written, or null.</param>
public sealed record RootHost(string Requester, PackageRange Host, SourceLocation? Location = null);

/// <summary>A package that a root cannot live with.</summary>
/// <param name="Requester">Who says so.</param>
/// <param name="Conflict">Id and range.</param>
/// <param name="Location">Where it is written, or null.</param>
public sealed record RootConflict(string Requester, PackageRange Conflict, SourceLocation? Location = null);
