using System.Text.Json;

namespace ModuleBuild.Testing.Node;

/// <summary>
/// Validates SARIF logs by code that is not ours: the standard's schema and rules, and what GitHub's code scanning asks for. See
/// <c>tests/sarif-validator</c>.
/// </summary>
public static class SarifValidator
{
    /// <summary>Validates many logs.</summary>
    /// <param name="paths">Absolute paths.</param>
    /// <returns>What is wrong, by path; empty where all are valid.</returns>
    public static async Task<IReadOnlyDictionary<string, string>> FindErrorsAsync(IReadOnlyCollection<string> paths)
    {
        var folder = await NodeTools.EnsureInstalledAsync("sarif-validator");
        using var temporary = new TemporaryFolder();
        var list = temporary.Write("list.txt", string.Join('\n', paths));
        var results = JsonSerializer.Deserialize<string?[]>(await NodeTools.RunAsync(folder, "validate-sarif.mjs", list))!;
        return paths.Zip(results)
            .Where(pair => pair.Second is not null)
            .ToDictionary(pair => pair.First, pair => pair.Second!);
    }
}
