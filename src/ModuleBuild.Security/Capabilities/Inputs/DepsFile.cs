using System.Collections.Immutable;
using System.Text.Json;
using ModuleBuild.Core.Files;
using NuGet.Configuration;

namespace ModuleBuild.Security.Capabilities.Inputs;

/// <summary>Reads which package brings which assembly from <c>NAME.deps.json</c>.</summary>
internal static class DepsFile
{
    private const long LargestFile = 64L * 1024 * 1024;

    /// <summary>The assemblies that it names, in the packages folder of the user; nothing where the file is not there or cannot be read.</summary>
    /// <param name="path">The file.</param>
    public static ImmutableArray<AnalyzedFile> Read(string path)
    {
        try
        {
            if (new FileInfo(path) is not { Exists: true, Length: <= LargestFile })
            {
                return [];
            }

            using var document = JsonDocument.Parse(File.ReadAllBytes(path));
            return document.RootElement.TryGetProperty("targets", out var targets) && targets.ValueKind == JsonValueKind.Object
                ? [.. targets.EnumerateObject().Where(target => target.Value.ValueKind == JsonValueKind.Object).SelectMany(target => target.Value.EnumerateObject()).SelectMany(library => Assemblies(library, PackagesFolder(path)))]
                : [];
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException || NamedFile.IsFileProblem(e))
        {
            return [];
        }
    }

    /// <summary>The folder of restored packages that counts for a place.</summary>
    public static string PackagesFolder(string place)
    {
        try
        {
            return SettingsUtility.GetGlobalPackagesFolder(Settings.LoadDefaultSettings(Path.GetDirectoryName(place)));
        }
        catch (NuGetConfigurationException)
        {
            return Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");
        }
    }

    // "Foo/1.2.0": { "runtime": { "lib/net8.0/Foo.dll": {} } }
    private static IEnumerable<AnalyzedFile> Assemblies(JsonProperty library, string packages)
    {
        var slash = library.Name.IndexOf('/', StringComparison.Ordinal);
        if (slash <= 0 || library.Value.ValueKind != JsonValueKind.Object
            || !library.Value.TryGetProperty("runtime", out var files) || files.ValueKind != JsonValueKind.Object)
        {
            yield break;
        }

        var (id, version) = (library.Name[..slash], library.Name[(slash + 1)..]);
        foreach (var file in files.EnumerateObject().Select(file => file.Name).Where(RelativePathIsInside))
        {
            yield return new AnalyzedFile(Path.Combine(packages, id.ToLowerInvariant(), version.ToLowerInvariant(), file), id, IsRoot: false);
        }
    }

    private static bool RelativePathIsInside(string path) =>
        path.Length > 0 && !Path.IsPathRooted(path) && !path.Split('/', '\\').Contains("..", StringComparer.Ordinal);
}
