using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using ModuleBuild.Core.Files;
using ModuleBuild.Release.Model;
using NuGet.Versioning;

namespace ModuleBuild.Release.Deployers;

/// <summary>
/// Folders of modules, named by content: <c>modules/&lt;id&gt;/&lt;version&gt;-&lt;hash&gt;</c>. A folder that is there under its name never changes
/// any more; where one was damaged the next name is taken (<c>…-2</c>), so that nothing is mended under the feet of a running host.
/// </summary>
internal static partial class ModuleFolder
{
    /// <summary>Most folders of the same content that are looked at.</summary>
    public const int MostCopies = 20;

    private static readonly EnumerationOptions Everything = new() { RecurseSubdirectories = true, AttributesToSkip = 0, IgnoreInaccessible = false };

    /// <summary>What is wrong with id or version as parts of a path, as a sentence; null where nothing is.</summary>
    /// <param name="module">The module.</param>
    public static string? ProblemOf(ReleasedModule module)
    {
        var isVersion = NuGetVersion.TryParse(module.Version, out _);
        return !isVersion ? $"'{module.Version}' is no version."
            : module.Id.Contains('/', StringComparison.Ordinal) ? $"'{module.Id}' is no package id."
            : RelativePath.ProblemOf(NameOf(module, 1)) is { } problem ? $"'{module}' has the folder '{NameOf(module, 1)}', {problem}."
            : null;
    }

    /// <summary>Folder of a module, relative to the target folder, parted by <c>/</c>.</summary>
    /// <param name="module">The module.</param>
    /// <param name="copy">1, or a higher number where lower ones are damaged.</param>
    public static string NameOf(ReleasedModule module, int copy)
    {
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(module.ContentHash)))[..16];
        var suffix = copy == 1 ? string.Empty : FormattableString.Invariant($"-{copy}");
        return $"modules/{module.Id.ToLowerInvariant()}/{module.Version.ToLowerInvariant()}-{hash}{suffix}";
    }

    /// <summary>What is wrong with a folder, as a sentence; null where it holds exactly the bytes of the module.</summary>
    /// <param name="folder">Absolute path.</param>
    /// <param name="module">The module.</param>
    /// <exception cref="IOException">The folder cannot be read.</exception>
    public static string? DamageOf(string folder, ReleasedModule module)
    {
        if (!Directory.Exists(folder))
        {
            return $"'{folder}' is missing.";
        }

        var (marker, problem) = TargetFile.Read<ModuleMarker>(Path.Join(folder, ModuleMarker.FileName));
        if (marker is null)
        {
            return $"'{folder}' is not whole: its {ModuleMarker.FileName} {problem}.";
        }

        if (marker.ContentHash != module.ContentHash || !marker.Id.Equals(module.Id, StringComparison.OrdinalIgnoreCase))
        {
            return $"'{folder}' holds {marker.Id} {marker.Version} with content hash {marker.ContentHash}.";
        }

        var expected = marker.Files.Select(file => file.Path).Append(ModuleMarker.FileName).ToHashSet(StringComparer.Ordinal);
        foreach (var entry in new DirectoryInfo(folder).EnumerateFileSystemInfos("*", Everything))
        {
            var path = Path.GetRelativePath(folder, entry.FullName).Replace(Path.DirectorySeparatorChar, '/');
            if (entry.Attributes.HasFlag(FileAttributes.ReparsePoint) || (entry is FileInfo && !expected.Contains(path)))
            {
                return $"'{folder}' has '{path}', which is not of the package.";
            }
        }

        return marker.Files.Select(file => DamageOf(folder, file)).FirstOrDefault(damage => damage is not null);
    }

    /// <summary>Whether a folder has a name as <see cref="NameOf"/> gives it: others may stand beside it that are none of a deployer's business.</summary>
    /// <param name="name">Its last part.</param>
    public static bool IsName(string name) => Name().IsMatch(name);

    [GeneratedRegex("^[0-9].*-[0-9a-f]{16}(-[0-9]{1,2})?$", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant)]
    private static partial Regex Name();

    private static string? DamageOf(string folder, MarkedFile file)
    {
        var path = Path.Join(folder, file.Path);
        return RelativePath.ProblemOf(file.Path) is { } problem ? $"'{folder}' names '{file.Path}', {problem}."
            : !File.Exists(path) ? $"'{path}' is missing."
            : new FileInfo(path).Length != file.Size || FileHash.Of(path) != file.Sha256 ? $"'{path}' has other bytes than the package."
            : null;
    }
}
