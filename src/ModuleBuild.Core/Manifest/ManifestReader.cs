using System.Collections.Immutable;
using ModuleBuild.Core.Diagnostics;
using ModuleBuild.Core.Json;
using ModuleBuild.Core.Manifest.Reading;

namespace ModuleBuild.Core.Manifest;

/// <summary>What reading gave.</summary>
/// <param name="Document">
/// The manifest; null where the file is missing, cannot be read, is not JSON beyond repair, is no object, or needs a newer tool.
/// </param>
/// <param name="Findings">In the order of the file.</param>
public sealed record ManifestReading(ManifestDocument? Document, ImmutableArray<Finding> Findings);

/// <summary>Reads <c>module.json</c>: the text, its form, and the rules that need nothing but the file.</summary>
public static class ManifestReader
{
    /// <summary>Reads a file. Never throws for what the file is or holds.</summary>
    /// <param name="path">Path of the manifest; findings show it as it is given.</param>
    public static ManifestReading ReadFile(string path)
    {
        var (bytes, problem) = ManifestFile.Read(path);
        return problem is null ? Read(path, bytes) : new ManifestReading(null, [problem]);
    }

    /// <summary>Reads bytes.</summary>
    /// <param name="path">The path that findings show.</param>
    /// <param name="bytes">The content of the file.</param>
    public static ManifestReading Read(string path, ReadOnlyMemory<byte> bytes)
    {
        if (bytes.Length > ManifestFile.MaxLength)
        {
            return new ManifestReading(null, [ManifestFile.TooLarge(path, bytes.Length)]);
        }

        var tree = JsonTreeReader.Read(bytes);
        var context = new ReadingContext(path, tree);
        foreach (var problem in tree.Problems)
        {
            context.Report(problem);
        }

        var manifest = tree.Root is null ? null : ManifestBinder.Read(context, tree.Root);
        var document = manifest is null ? null : new ManifestDocument(path, bytes, tree, manifest);
        return new ManifestReading(document, context.Findings);
    }
}
