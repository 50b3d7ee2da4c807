using NuGet.Frameworks;

namespace ModuleBuild.Packaging.Sbom;

/// <summary>The target framework in the path of a packaged file.</summary>
internal static class FrameworkFolder
{
    /// <summary>
    /// The framework of <c>lib/net10.0/Acme.Orders.dll</c> or <c>runtimes/linux-x64/lib/net10.0/de/Acme.Orders.resources.dll</c>; null
    /// where a file is for none or for all.
    /// </summary>
    public static NuGetFramework? Of(string packagePath) => packagePath.Split('/') switch
    {
        ["lib", var name, _, ..] => NuGetFramework.ParseFolder(name),
        ["runtimes", _, "lib", var name, _, ..] => NuGetFramework.ParseFolder(name),
        _ => null,
    };
}
