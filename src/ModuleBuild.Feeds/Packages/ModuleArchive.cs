using NuGet.Packaging;

namespace ModuleBuild.Feeds.Packages;

/// <summary>The <c>module/</c> folder of a package that is not extracted yet; it reads as it will when it is.</summary>
/// <param name="package">The package.</param>
internal sealed class ModuleArchive(PackageArchiveReader package) : IModuleFiles
{
    private readonly List<string> _paths = [.. package.GetFiles()];

    /// <inheritdoc/>
    public byte[]? Read(string name)
    {
        var path = $"module/{name}";
        var found = _paths.FindAll(each => each == path);
        if (found.Count == 0)
        {
            return null;
        }

        // Which of two an extracted package has is nobody's decision.
        var entry = found.Count == 1 ? package.GetEntry(path) : throw new InvalidDataException($"the package holds {path} twice");
        ModuleFolder.DemandSmall(name, entry.Length);
        using var stream = entry.Open();
        var bytes = new byte[entry.Length];
        stream.ReadExactly(bytes);
        return stream.ReadByte() < 0 ? bytes : throw new InvalidDataException($"{path} is longer than the package says");
    }
}
