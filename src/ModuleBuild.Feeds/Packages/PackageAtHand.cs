using NuGet.Packaging;
using NuGet.Packaging.Core;

namespace ModuleBuild.Feeds.Packages;

/// <summary>A package whose files can be read, extracted or not.</summary>
/// <param name="Hash">NuGet's content hash, Base64.</param>
/// <param name="Files">Its <c>module/</c> folder.</param>
/// <param name="Spell">Its id as its nuspec spells it, or as given where that cannot be read.</param>
/// <param name="Remedy">What to do where its files cannot be used.</param>
internal sealed record PackageAtHand(string Hash, IModuleFiles Files, Func<string, string> Spell, string Remedy)
{
    /// <summary>A package that is here.</summary>
    /// <param name="package">The extracted package.</param>
    public static PackageAtHand Of(InstalledPackage package) => new(
        package.Hash,
        new ModuleFolder(package.Folder),
        id => SpeltId(package.Folder, id),
        $"Publish the package again, or delete {package.Folder} where the copy there was damaged.");

    /// <summary>A package that was just downloaded and inspected.</summary>
    /// <param name="hash">Its content hash.</param>
    /// <param name="identity">Its identity.</param>
    /// <param name="archive">Its bytes.</param>
    public static PackageAtHand Of(string hash, PackageIdentity identity, PackageArchiveReader archive) =>
        new(hash, new ModuleArchive(archive), _ => identity.Id, "Publish the package again.");

    private static string SpeltId(string folder, string id)
    {
        try
        {
            return new NuspecReader(Path.Combine(folder, $"{id.ToLowerInvariant()}.nuspec")).GetId();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException || PackageCheck.IsDamage(e))
        {
            return id;
        }
    }
}
