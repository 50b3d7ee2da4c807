using System.Collections.Immutable;
using System.IO.Compression;
using System.Security.Cryptography;
using ModuleBuild.Core.Diagnostics;
using ModuleBuild.Core.Evidence;
using ModuleBuild.Core.Files;
using ModuleBuild.Core.Ports;

namespace ModuleBuild.Cli.Publishing;

/// <summary>A file of evidence that stands by itself, as people who download a release look for it.</summary>
/// <param name="Kind">Its kind: <c>sbom</c>, <c>vex</c> or <c>findings</c>.</param>
/// <param name="File">Absolute path.</param>
/// <param name="Sha256">Lower-case hexadecimal.</param>
internal sealed record PublishedEvidence(string Kind, string File, string Sha256)
{
    private static readonly ImmutableArray<string> Kinds = ["sbom", "vex", "findings"];

    /// <summary>Writes the SBOM, VEX and findings of packages into a folder, as <c>Acme.Orders.1.2.0.cdx.json</c>.</summary>
    /// <param name="packages">The packages.</param>
    /// <param name="folder">Absolute path of the folder.</param>
    /// <returns>What was written, by the path of the package; and what could not be.</returns>
    public static (ILookup<string, PublishedEvidence> Written, ImmutableArray<Finding> Problems) Write(IEnumerable<PublishablePackage> packages, string folder)
    {
        var written = new List<(string Package, PublishedEvidence Evidence)>();
        var problems = ImmutableArray.CreateBuilder<Finding>();
        foreach (var package in packages)
        {
            foreach (var (evidence, content) in Read(package.File, folder))
            {
                if (AtomicFile.Write(evidence.File, content) is { } problem)
                {
                    problems.Add(problem);
                }
                else
                {
                    written.Add((package.File.Path, evidence));
                }
            }
        }

        return (written.ToLookup(entry => entry.Package, entry => entry.Evidence, StringComparer.Ordinal), problems.ToImmutable());
    }

    // What a package says of itself was held against its bytes before; where the file changed since, nothing of it is written.
    private static List<(PublishedEvidence Evidence, byte[] Content)> Read(PackageFile file, string folder)
    {
        var found = new List<(PublishedEvidence Evidence, byte[] Content)>();
        try
        {
            using var archive = ZipFile.OpenRead(file.Path);
            var proof = ArchiveLimits.ProblemOf(archive) is null ? PackageProof.Of(archive, file.Id, file.Version) : null;
            foreach (var listed in proof?.Index?.Files.Where(listed => Kinds.Contains(listed.Kind)) ?? [])
            {
                var target = Path.Combine(folder, NameOf(file, listed.Path));
                if (proof!.Read(listed.Path, PackageProof.LargestFile) is { } content
                    && Convert.ToHexStringLower(SHA256.HashData(content)) == listed.Sha256
                    && !found.Exists(other => other.Evidence.File.Equals(target, StringComparison.OrdinalIgnoreCase)))
                {
                    found.Add((new PublishedEvidence(listed.Kind, target, listed.Sha256), content));
                }
            }
        }
        catch (Exception e) when (e is InvalidDataException || NamedFile.IsFileProblem(e))
        {
            // It was read a moment ago. Whoever pushes it reads it again, and says what became of it.
        }

        return found;
    }

    private static string NameOf(PackageFile file, string path)
    {
        var name = path[EvidencePath.Folder.Length..].Replace('/', '.');
        var rest = name.StartsWith(file.Id + ".", StringComparison.OrdinalIgnoreCase) ? name[(file.Id.Length + 1)..] : name;
        return $"{file.Id}.{file.Version.ToNormalizedString()}.{rest}";
    }
}
