using System.Collections.Immutable;
using System.Security.Cryptography;
using ModuleBuild.Core.Diagnostics;
using ModuleBuild.Core.Json;
using ModuleBuild.Release.Environments.Reading;
using ModuleBuild.Release.Store;

namespace ModuleBuild.Release.Environments;

/// <summary>Reads <c>environments/&lt;name&gt;.json</c>.</summary>
public static class EnvironmentPolicyFile
{
    /// <summary>The folder of policies, from the workspace on.</summary>
    public const string Folder = "environments";

    private const int MaxLength = 1 << 20;

    /// <summary>Path of the policy of an environment.</summary>
    /// <param name="root">Absolute path of the workspace.</param>
    /// <param name="environment">Name of the environment.</param>
    public static string PathOf(string root, string environment) => Path.Combine(root, Folder, $"{environment}.json");

    /// <summary>Names of the environments that have a policy, in ordinal order.</summary>
    /// <param name="root">Absolute path of the workspace.</param>
    public static ImmutableArray<string> List(string root)
    {
        var folder = Path.Combine(root, Folder);
        try
        {
            return !Directory.Exists(folder) ? [] :
            [
                .. Directory.EnumerateFiles(folder, "*.json").Select(file => Path.GetFileNameWithoutExtension(file)).Where(EnvironmentName.IsValid).Order(StringComparer.Ordinal),
            ];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    /// <summary>Reads the policy of an environment. Never throws for what the file is or holds.</summary>
    /// <param name="root">Absolute path of the workspace.</param>
    /// <param name="environment">Name of the environment.</param>
    /// <returns>The policy, or MB6013 for all that is wrong.</returns>
    public static (EnvironmentPolicy? Policy, ImmutableArray<Finding> Findings) Read(string root, string environment)
    {
        if (EnvironmentName.Problem(environment) is { } unnamed)
        {
            return Refuse(Path.Combine(root, Folder), unnamed);
        }

        var path = PathOf(root, environment);
        if (!Path.Exists(path))
        {
            return Refuse(path, $"there is no such file. 'modulebuild env add {environment}' writes it; docs/environments.md says what may stand in it.");
        }

        var (tree, problem) = StrictFile.Read(
            path, DiagnosticCatalog.EnvironmentPolicyUnusable, MaxLength, "Name a \"deployer\" at least; see docs/environments.md.", "Merge it, then try again.");
        if (tree is null)
        {
            return (null, [problem!]);
        }

        var reader = new StrictReader(path, DiagnosticCatalog.EnvironmentPolicyUnusable, tree);
        var policy = new PolicyBinder(reader, root, environment, Convert.ToHexStringLower(SHA256.HashData(tree.Bytes.Span))).Read();
        return reader.IsClean && policy is not null ? (policy, []) : (null, reader.Findings);
    }

    private static (EnvironmentPolicy? Policy, ImmutableArray<Finding> Findings) Refuse(string path, string sentence) =>
        (null, [Finding.Create(DiagnosticCatalog.EnvironmentPolicyUnusable, new SourceLocation(path), sentence)]);
}
