using System.Collections.Immutable;
using Microsoft.Build.Framework;

namespace ModuleBuild.Tasks.Stages;

/// <summary>Where an assembly comes from that was compiled against, or is copied beside the module's.</summary>
internal enum ReferenceOrigin
{
    /// <summary>A file that the project names, or one that such a file needs.</summary>
    Path,

    /// <summary>Another project.</summary>
    Project,

    /// <summary>A NuGet package.</summary>
    Package,

    /// <summary>.NET, or another framework.</summary>
    Framework,
}

/// <summary>An assembly that was compiled against, or is copied beside the module's.</summary>
/// <param name="Path">Absolute path.</param>
/// <param name="Origin">Where it comes from.</param>
/// <param name="IsCopied">Whether the build copies it; only for paths and projects.</param>
/// <param name="Package">Id of its package; empty without one.</param>
internal sealed record CompiledReference(string Path, ReferenceOrigin Origin, bool IsCopied = false, string Package = "")
{
    /// <summary>Its simple name.</summary>
    public string Name => System.IO.Path.GetFileNameWithoutExtension(Path);

    /// <summary>Reads items of the SDK.</summary>
    /// <param name="references">What the compiler is given.</param>
    /// <param name="copied">What is copied, of any kind: assemblies that nobody compiles against are among it.</param>
    public static ImmutableArray<CompiledReference> Read(ITaskItem[] references, ITaskItem[] copied)
    {
        var paths = copied.Select(PathOf).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var read = references.Select(item => Read(item, paths.Contains(PathOf(item))))
            .Concat(copied.Where(IsAssembly).Select(item => Read(item, isCopied: true)).Where(reference => reference.Origin <= ReferenceOrigin.Project));
        return [.. read.DistinctBy(reference => reference.Path, StringComparer.OrdinalIgnoreCase)];
    }

    private static CompiledReference Read(ITaskItem item, bool isCopied)
    {
        var package = item.GetMetadata("NuGetPackageId");
        var origin = item.GetMetadata("FrameworkReferenceName").Length > 0 || IsTrue(item, "FrameworkFile") ? ReferenceOrigin.Framework
            : package.Length > 0 ? ReferenceOrigin.Package
            : item.GetMetadata("ReferenceSourceTarget") == "ProjectReference" ? ReferenceOrigin.Project
            : ReferenceOrigin.Path;
        return new CompiledReference(PathOf(item), origin, origin <= ReferenceOrigin.Project && (isCopied || IsTrue(item, "CopyLocal")), package);
    }

    private static bool IsAssembly(ITaskItem item) =>
        item.GetMetadata("Extension").ToUpperInvariant() is ".DLL" or ".EXE"
        && !PathOf(item).EndsWith(".resources.dll", StringComparison.OrdinalIgnoreCase);

    private static bool IsTrue(ITaskItem item, string name) => item.GetMetadata(name).Equals("true", StringComparison.OrdinalIgnoreCase);

    private static string PathOf(ITaskItem item) => item.GetMetadata("FullPath");
}
