using System.Collections.Immutable;
using NuGet.Frameworks;
using NuGet.Packaging;

namespace ModuleBuild.Security.Capabilities.Inputs;

/// <summary>A file of a package that has code.</summary>
/// <param name="Item">Path in the package.</param>
/// <param name="Runtime">Platforms on which it runs; null for all that have none of their own.</param>
/// <param name="IsNative">Whether it is native code.</param>
/// <param name="IsRoot">Whether others come in there.</param>
internal sealed record PackageCodeFile(string Item, string? Runtime = null, bool IsNative = false, bool IsRoot = true);

/// <summary>Which files of a package have code that runs, for the newest framework that it has.</summary>
internal static class PackageCode
{
    private static readonly NuGetFramework Newest = NuGetFramework.Parse("net10.0");

    /// <summary>
    /// Those of <c>lib</c>, those that stand for them on some platform (<c>runtimes/RID/lib</c>), native ones; where there are no assemblies, those of
    /// a tool.
    /// </summary>
    /// <param name="package">The package.</param>
    /// <returns>The files, and the framework for which they are.</returns>
    public static (ImmutableArray<PackageCodeFile> Files, NuGetFramework Framework) Of(PackageReaderBase package)
    {
        var lib = Nearest(package.GetLibItems().Select(group => (group.TargetFramework, group.Items.ToList())));
        var runtimes = package.GetFiles("runtimes").Select(item => (Item: item, Parts: item.Split('/'))).Where(file => file.Parts.Length >= 4).ToList();
        var specific = runtimes.Where(file => file.Parts[2] == "lib" && file.Parts.Length == 5).GroupBy(file => file.Parts[1], StringComparer.OrdinalIgnoreCase).Select(OfRuntime).ToList();
        ImmutableArray<PackageCodeFile> files =
        [
            .. lib.Items.Where(IsAssembly).Select(item => new PackageCodeFile(item)),
            .. specific.SelectMany(group => group.Files),
        ];
        ImmutableArray<PackageCodeFile> native =
        [
            .. lib.Items.Where(item => !IsAssembly(item) && !IsResources(item) && NativeFiles.IsLibrary(item)).Select(item => new PackageCodeFile(item, IsNative: true)),
            .. runtimes.Where(file => file.Parts[2] == "native" && NativeFiles.IsLibrary(file.Item)).Select(file => new PackageCodeFile(file.Item, file.Parts[1], IsNative: true)),
        ];
        var framework = lib.Framework ?? specific.Select(group => group.Framework).FirstOrDefault();
        if (files.IsEmpty)
        {
            (files, framework) = OfTool(package);
        }

        return ([.. files, .. native], framework ?? Newest);
    }

    // tools/net10.0/any/acme.dll: what 'dotnet tool' runs has its own framework reference beside it, what it needs lies there, too.
    private static (ImmutableArray<PackageCodeFile> Files, NuGetFramework? Framework) OfTool(PackageReaderBase package)
    {
        var tools = package.GetFiles("tools").Select(item => (Item: item, Parts: item.Split('/'))).Where(file => file.Parts.Length >= 4).ToList();
        var (framework, items) = Nearest(tools.GroupBy(file => file.Parts[1], StringComparer.OrdinalIgnoreCase)
            .Select(group => (NuGetFramework.ParseFolder(group.Key), group.Select(file => file.Item).ToList())));
        var all = items.ToHashSet(StringComparer.OrdinalIgnoreCase);
        var files = items.Where(item => IsAssembly(item) && !FrameworkAssemblies.Contains(Path.GetFileNameWithoutExtension(item))).Select(OfToolFile).ToList();
        var programs = files.Where(file => all.Contains(Path.ChangeExtension(file.Item, ".runtimeconfig.json"))).ToList();
        return ([.. files.Select(file => file with { IsRoot = !file.IsNative && (programs.Count == 0 || programs.Contains(file)) })], framework);
    }

    private static PackageCodeFile OfToolFile(string item)
    {
        var parts = item.Split('/');
        var nested = Array.IndexOf(parts, "runtimes", 3);
        var runtime = nested > 0 && nested + 2 < parts.Length ? parts[nested + 1] : parts[2];
        return new PackageCodeFile(item, runtime.Equals("any", StringComparison.OrdinalIgnoreCase) ? null : runtime, IsNative: nested > 0 && nested + 2 < parts.Length && parts[nested + 2] == "native");
    }

    private static (NuGetFramework? Framework, List<PackageCodeFile> Files) OfRuntime(IGrouping<string, (string Item, string[] Parts)> group)
    {
        var (framework, items) = Nearest(group.GroupBy(file => file.Parts[3], StringComparer.OrdinalIgnoreCase)
            .Select(files => (NuGetFramework.ParseFolder(files.Key), files.Select(file => file.Item).ToList())));
        return (framework, [.. items.Where(IsAssembly).Select(item => new PackageCodeFile(item, group.Key))]);
    }

    private static (NuGetFramework? Framework, List<string> Items) Nearest(IEnumerable<(NuGetFramework Framework, List<string> Items)> groups)
    {
        var all = groups.Where(group => group.Items.Any(IsAssembly)).ToList();
        var nearest = new FrameworkReducer().GetNearest(Newest, all.Select(group => group.Framework));
        return all.Where(group => group.Framework.Equals(nearest))
            .Concat(all.OrderBy(group => group.Framework.ToString(), StringComparer.Ordinal))
            .Select(group => ((NuGetFramework?)group.Framework, group.Items))
            .FirstOrDefault((null, []));
    }

    private static bool IsAssembly(string item) => item.EndsWith(".dll", StringComparison.OrdinalIgnoreCase) && !IsResources(item);

    private static bool IsResources(string item) => item.EndsWith(".resources.dll", StringComparison.OrdinalIgnoreCase);
}
