using System.IO.Compression;
using ModuleBuild.Cli.Commands;
using ModuleBuild.Core.Files;
using ModuleBuild.Security.Gate;

namespace ModuleBuild.Cli.Gate;

/// <summary>Where the score of a module is written.</summary>
internal static class ScoreSource
{
    /// <summary>What the last build of a project wrote.</summary>
    public static byte[] OfProject(CommandContext context, string? path, string[] properties) =>
        File.ReadAllBytes(Path.Combine(BuiltModule.Read(context, path, properties).Records, SecurityEvidence.FileName));

    /// <summary>What a package carries.</summary>
    /// <param name="file">Absolute path of the package.</param>
    /// <param name="shown">The path as it was written.</param>
    public static byte[] OfPackage(string file, string shown)
    {
        try
        {
            using var package = ZipFile.OpenRead(file);
            var entry = package.GetEntry("module/" + SecurityEvidence.FileName)
                ?? throw new UsageException($"'{shown}' carries no score: there is no module/{SecurityEvidence.FileName}.");
            using var stream = entry.Open();
            var bytes = new byte[SecurityEvidence.MaxSize];
            var length = stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
            return bytes[..length];
        }
        catch (Exception e) when (e is InvalidDataException || NamedFile.IsFileProblem(e))
        {
            throw new UsageException($"'{shown}' is no package that can be read: {e.Message}");
        }
    }
}
