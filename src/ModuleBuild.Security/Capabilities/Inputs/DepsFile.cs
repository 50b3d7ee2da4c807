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

    // "Foo/1.2.0": { "runtime": { "lib/net8.0/Foo.dll": {} }, "runtimeTargets": { "runtimes/win/lib/net8.0/Foo.dll": { "rid": "win", "assetType": "runtime" } } }
    private static IEnumerable<AnalyzedFile> Assemblies(JsonProperty library, string packages)
    {
        var slash = library.Name.IndexOf('/', StringComparison.Ordinal);
        if (slash <= 0 || library.Value.ValueKind != JsonValueKind.Object)
        {
            yield break;
        }

        var (id, version) = (library.Name[..slash], library.Name[(slash + 1)..]);
        var files = FilesOf(library.Value, "runtime").Select(file => (file.Name, Runtime: (string?)null, IsNative: false))
            .Concat(FilesOf(library.Value, "native").Select(file => (file.Name, Runtime: (string?)null, IsNative: true)))
            .Concat(FilesOf(library.Value, "runtimeTargets").Select(file => (file.Name, Runtime: TextOf(file.Value, "rid"), IsNative: TextOf(file.Value, "assetType") == "native")));
        foreach (var file in files.Where(file => RelativePathIsInside(file.Name) && (!file.IsNative || NativeFiles.IsLibrary(file.Name))))
        {
            yield return new AnalyzedFile(Path.Combine(packages, id.ToLowerInvariant(), version.ToLowerInvariant(), file.Name), id, IsRoot: false) { Runtime = file.Runtime, IsNative = file.IsNative };
        }
    }

    private static IEnumerable<JsonProperty> FilesOf(JsonElement library, string name) =>
        library.TryGetProperty(name, out var files) && files.ValueKind == JsonValueKind.Object ? files.EnumerateObject() : Enumerable.Empty<JsonProperty>();

    private static string? TextOf(JsonElement file, string name) =>
        file.ValueKind == JsonValueKind.Object && file.TryGetProperty(name, out var text) && text.ValueKind == JsonValueKind.String ? text.GetString() : null;

    private static bool RelativePathIsInside(string path) =>
        path.Length > 0 && !Path.IsPathRooted(path) && !path.Split('/', '\\').Contains("..", StringComparer.Ordinal);
}
