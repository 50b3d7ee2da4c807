namespace ModuleBuild.Feeds.Packages;

/// <summary>A package in the global packages folder, or in a fallback folder.</summary>
/// <param name="Folder">Absolute path of the extracted package.</param>
/// <param name="Hash">NuGet's content hash, Base64.</param>
/// <param name="Source">Address of the source from which it came, or null.</param>
internal sealed record InstalledPackage(string Folder, string Hash, string? Source);
