using ModuleBuild.Core.Diagnostics;
using ModuleBuild.Core.Files;
using ModuleBuild.Core.Manifest;

namespace ModuleBuild.Packaging.Evidence;

/// <summary>The JSON Schema of a module's settings as it travels in a package, so that settings are judged by it wherever the module comes to.</summary>
public static class SchemaEvidence
{
    /// <summary>What the index calls it.</summary>
    public const string Kind = "settings-schema";

    /// <summary>Its media type.</summary>
    public const string MediaType = "application/schema+json";

    private const int MaxLength = 1 << 20;

    /// <summary>Reads the schema that the manifest names by a file.</summary>
    /// <param name="manifest">The manifest.</param>
    /// <param name="moduleFolder">Absolute path of the module's folder.</param>
    /// <returns>
    /// Name below <c>module/</c>, which is the path that the manifest says, and bytes; null where the schema stands in the manifest itself, or the path leads
    /// nowhere or out of the folder (MB0024 and MB0025, which the validate stage reports); MB9007 where the file cannot be read.
    /// </returns>
    public static ((string Name, byte[] Content)? File, Finding? Problem) Read(ModuleManifest manifest, string moduleFolder)
    {
        if (manifest.Configuration?.SchemaFile is not { } path || RelativePath.ProblemOf(path) is not null || SymbolicLinks.EscapesBy(moduleFolder, path) is not null)
        {
            return (null, null);
        }

        var place = Path.Combine(moduleFolder, path);
        if (!File.Exists(place))
        {
            return (null, null);
        }

        var bytes = NamedFile.Read(place, MaxLength + 1, out var problem);
        problem ??= bytes.Length > MaxLength ? "is larger than 1 MiB" : null;
        return problem is null
            ? ((string.Join('/', path.Split('/').Where(name => name is not ("" or "."))), bytes), null)
            : (null, Finding.Create(DiagnosticCatalog.ProjectUnusable, new SourceLocation(place), $"The schema of the settings {problem}."));
    }
}
