using System.Collections.Immutable;
using ModuleBuild.Core.Diagnostics;
using ModuleBuild.Core.Json;
using ModuleBuild.Core.Manifest;
using ModuleBuild.Core.Resolution.Packages;

namespace ModuleBuild.Core.Resolution.Checks;

/// <summary>
/// A module, and the modules without which it cannot run. Optional dependencies and peers are not among them: neither says that
/// the other module must be loaded first.
/// </summary>
/// <param name="Id">Module id.</param>
/// <param name="Needs">The modules that it needs.</param>
public sealed record ModuleNeeds(string Id, ImmutableArray<ModuleNeed> Needs)
{
    /// <summary>What a member of a resolved set needs.</summary>
    /// <param name="package">The member.</param>
    public static ModuleNeeds Of(PackageFacts package) => new(
        package.Id,
        [
            .. package.Dependencies
                .Where(dependency => dependency.Kind == DependencyKind.Required)
                .Select(dependency => new ModuleNeed(dependency.Id, null)),
        ]);

    /// <summary>What a module of the workspace needs, with the places in its manifest.</summary>
    /// <param name="id">The module's id, which the manifest may leave to MSBuild.</param>
    /// <param name="document">Its manifest.</param>
    public static ModuleNeeds Of(string id, ManifestDocument document) => new(
        id,
        [
            .. document.Manifest.Dependencies
                .Where(dependency => dependency.Kind == DependencyKind.Required)
                .Select(dependency => new ModuleNeed(dependency.Id, document.LocateName(JsonPointer.Append("/dependencies", dependency.Id)))),
        ]);
}

/// <summary>A module that another one needs.</summary>
/// <param name="Id">Its id, in any case.</param>
/// <param name="Location">Where that is written; null where the manifest is not one of the workspace.</param>
public sealed record ModuleNeed(string Id, SourceLocation? Location);
