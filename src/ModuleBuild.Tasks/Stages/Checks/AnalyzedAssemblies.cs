using System.Collections.Immutable;
using ModuleBuild.Core.Diagnostics;
using ModuleBuild.Core.Files;
using ModuleBuild.Packaging;
using ModuleBuild.Security.Capabilities;

namespace ModuleBuild.Tasks.Stages.Checks;

/// <summary>
/// The assemblies whose capabilities the gate told, by their bytes. What is packed to run must be one of them: a report that tells of other bytes
/// than those that travel proves nothing.
/// </summary>
internal static class AnalyzedAssemblies
{
    /// <summary>Name of the record: a hash on each line.</summary>
    public const string FileName = "analyzed.txt";

    private static readonly string[] Endings = [".dll", ".exe"];
    private static readonly string[] CompiledAgainst = ["ref", "analyzers"];

    /// <summary>The bytes of the record. Of several files with one name and platform the first was looked into.</summary>
    public static byte[] Write(IEnumerable<AnalyzedFile> files)
    {
        var hashes = files.Where(file => !file.IsNative)
            .DistinctBy(file => (Path.GetFileName(file.Path).ToUpperInvariant(), file.Runtime?.ToUpperInvariant()))
            .Select(file => FileHash.Of(file.Path)).OfType<string>();
        return LineRecord.Write(hashes);
    }

    /// <summary>MB2011 for each assembly that is packed and that nobody looked into; an error, because nothing says that it is what was proved.</summary>
    /// <param name="files">Files on their way into the package.</param>
    /// <param name="folders">Folders with records.</param>
    /// <param name="assembly">Name of the module's assembly, which is code wherever it is packed.</param>
    /// <param name="place">Where it is told: a file of the sources, so that a baseline can accept it.</param>
    public static IEnumerable<Finding> Missing(ImmutableArray<PackagedFile> files, IEnumerable<string> folders, string? assembly, SourceLocation place)
    {
        var analyzed = LineRecord.Read(folders, FileName);
        return files.Where(file => Runs(file.PackagePath, assembly) && (FileHash.Of(file.SourcePath) is not { } hash || !analyzed.Contains(hash))).Select(file => Tell(file, place));
    }

    private static Finding Tell(PackagedFile file, SourceLocation place)
    {
        var finding = Finding.Create(
            DiagnosticCatalog.CapabilityUnknown, place, file.PackagePath,
            "it is packed, and is none of the assemblies that the build looked into. Where a target signs, weaves or replaces it, let that target work on "
            + "@(IntermediateAssembly) and run before the stage analyze (ModuleBuildAnalyzeDependsOn); where nothing references it, reference it");
        return finding with { Subject = file.PackagePath, Severity = Severity.Error };
    }

    private static bool Runs(string packagePath, string? assembly)
    {
        var parts = packagePath.Split('/');
        return Endings.Contains(Path.GetExtension(packagePath), StringComparer.OrdinalIgnoreCase)
            && !packagePath.EndsWith(".resources.dll", StringComparison.OrdinalIgnoreCase)
            && !CompiledAgainst.Contains(parts[0], StringComparer.OrdinalIgnoreCase)
            && (parts[0].Equals("lib", StringComparison.OrdinalIgnoreCase)
                || (parts.Length > 3 && parts[0].Equals("runtimes", StringComparison.OrdinalIgnoreCase) && parts[2].Equals("lib", StringComparison.OrdinalIgnoreCase))
                || Path.GetFileNameWithoutExtension(packagePath).Equals(assembly, StringComparison.OrdinalIgnoreCase));
    }
}
