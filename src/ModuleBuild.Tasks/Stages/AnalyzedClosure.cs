using System.Collections.Immutable;
using ModuleBuild.Core.Manifest;
using ModuleBuild.Core.Resolution.Checks;
using ModuleBuild.Packaging.Closure;
using ModuleBuild.Security.Capabilities;
using ModuleBuild.Security.Capabilities.Inputs;

namespace ModuleBuild.Tasks.Stages;

/// <summary>What runs with a module, and who answers for it.</summary>
/// <param name="Files">The module's assembly and all that it brings.</param>
/// <param name="GivenByHost">Simple names of assemblies that nobody expects among them.</param>
/// <param name="Others">Ids of packages that answer for themselves: modules.</param>
internal sealed record AnalyzedClosure(ImmutableArray<AnalyzedFile> Files, ImmutableHashSet<string> GivenByHost, ImmutableHashSet<string> Others)
{
    /// <summary>Finds it.</summary>
    public static AnalyzedClosure Of(AnalyzeStageInput input, ModuleManifest manifest)
    {
        var hosts = manifest.Host.Select(host => host.Id).ToHashSet(StringComparer.OrdinalIgnoreCase);

        // A project is looked into even where nobody copies it: only a host that stays out of the output is somebody else's.
        ImmutableArray<CompiledReference> brought = [.. input.References.Where(reference => reference.Origin switch
        {
            ReferenceOrigin.Path => reference.IsCopied,
            ReferenceOrigin.Project => reference.IsCopied || !hosts.Contains(reference.Name),
            _ => false,
        })];
        var packages = AssemblyInput.Of(input.Assembly, input.AssetsFile, input.Framework).Files;
        var modules = Modules(input, manifest);
        ImmutableArray<AnalyzedFile> files =
        [
            .. packages.Where(file => file.IsRoot).Select(file => file with { Package = input.Module }),
            .. brought.Select(reference => new AnalyzedFile(reference.Path, OwnerOf(reference), IsRoot: false)),
            .. packages.Where(file => !file.IsRoot),
        ];
        files = FrameworkNamesakes.Enter(
            files,
            input.References.Where(reference => reference.Origin == ReferenceOrigin.Framework).Select(reference => reference.Name).ToImmutableHashSet(StringComparer.OrdinalIgnoreCase),
            brought.Select(reference => reference.Path).ToImmutableHashSet(StringComparer.Ordinal));
        return new AnalyzedClosure(files, Given(input, files, hosts), modules);

        // A file is not the module, or another, by having its name.
        string OwnerOf(CompiledReference reference) =>
            reference.Name.Equals(input.Module, StringComparison.OrdinalIgnoreCase) || (reference.Origin == ReferenceOrigin.Path && modules.Contains(reference.Name))
                ? Path.GetFileName(reference.Path)
                : reference.Name;
    }

    // A file of which nobody says that the host has it is missed, where it is not copied either.
    private static ImmutableHashSet<string> Given(AnalyzeStageInput input, ImmutableArray<AnalyzedFile> files, HashSet<string> hosts)
    {
        var running = files.Select(file => file.Package).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var given = input.References.Where(reference => reference.Origin switch
        {
            ReferenceOrigin.Framework => true,
            ReferenceOrigin.Package => hosts.Contains(reference.Package) || !running.Contains(reference.Package),
            _ => hosts.Contains(reference.Name),
        });
        return given.Select(reference => reference.Name)
            .Except(files.Select(file => Path.GetFileNameWithoutExtension(file.Path)), StringComparer.OrdinalIgnoreCase)
            .ToImmutableHashSet(StringComparer.OrdinalIgnoreCase);
    }

    // What the manifest calls a module, and carries a manifest of its own: that has passed a gate.
    private static ImmutableHashSet<string> Modules(AnalyzeStageInput input, ModuleManifest manifest)
    {
        var named = manifest.Dependencies.Select(dependency => dependency.Id).ToHashSet(StringComparer.OrdinalIgnoreCase);
        ImmutableArray<RestoredSet> sets = input.Assets is { } assets ? RestoredSetReader.Read(assets).Sets : [];
        var set = sets.FirstOrDefault(set => set.Framework.Equals(input.Framework, StringComparison.OrdinalIgnoreCase)) ?? sets.FirstOrDefault();
        return (set?.Libraries ?? []).Where(library => library.IsModule && named.Contains(library.Id)).Select(library => library.Id)
            .ToImmutableHashSet(StringComparer.OrdinalIgnoreCase);
    }
}
