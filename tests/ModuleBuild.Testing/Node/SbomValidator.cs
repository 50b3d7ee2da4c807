using System.Text.Json;

namespace ModuleBuild.Testing.Node;

/// <summary>Validates CycloneDX documents by code that is not ours: the specification's schemas in strict mode. See <c>tests/sbom-validator</c>.</summary>
public static class SbomValidator
{
    /// <summary>Validates many documents in one process.</summary>
    /// <param name="paths">Absolute paths of JSON documents.</param>
    /// <returns>What is wrong, by path; empty where all are valid.</returns>
    public static async Task<IReadOnlyDictionary<string, string>> FindErrorsAsync(IReadOnlyCollection<string> paths)
    {
        var folder = await NodeTools.EnsureInstalledAsync("sbom-validator");
        using var temporary = new TemporaryFolder();
        var list = temporary.Write("list.txt", string.Join('\n', paths));
        var results = JsonSerializer.Deserialize<string?[]>(await NodeTools.RunAsync(folder, "validate-sbom.mjs", list))!;
        return paths.Zip(results)
            .Where(pair => pair.Second is not null)
            .ToDictionary(pair => pair.First, pair => pair.Second!);
    }
}
