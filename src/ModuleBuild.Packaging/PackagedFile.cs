namespace ModuleBuild.Packaging;

/// <summary>A file on its way into the package.</summary>
/// <param name="SourcePath">Absolute path on this machine; never written to an output.</param>
/// <param name="PackagePath">Path in the package with <c>/</c>, for example <c>lib/net10.0/Acme.Orders.dll</c>.</param>
public sealed record PackagedFile(string SourcePath, string PackagePath);
