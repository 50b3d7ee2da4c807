using System.Collections.Immutable;
using System.Security.Cryptography;
using ModuleBuild.Core.Diagnostics;
using ModuleBuild.Packaging.Sbom.CycloneDx;

namespace ModuleBuild.Packaging.Sbom;

/// <summary>A file of the package with its hashes.</summary>
internal sealed record ShippedFile(PackagedFile File, Hash Sha256, Hash Sha512)
{
    private const int BufferSize = 128 * 1024;

    /// <summary>Hashes all files, each path once, in the ordinal order of package paths.</summary>
    public static (ImmutableArray<ShippedFile> Files, ImmutableArray<Finding> Findings) ReadAll(IEnumerable<PackagedFile> files)
    {
        var read = ImmutableArray.CreateBuilder<ShippedFile>();
        var findings = ImmutableArray.CreateBuilder<Finding>();
        foreach (var file in files.DistinctBy(file => file.PackagePath, StringComparer.Ordinal).OrderBy(file => file.PackagePath, StringComparer.Ordinal))
        {
            try
            {
                read.Add(Read(file));
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                findings.Add(Finding.Create(DiagnosticCatalog.ProjectUnusable, new SourceLocation(file.SourcePath),
                    $"The package gets this file as '{file.PackagePath}', but it cannot be read: {e.Message} Build the project first, or take the file out of the package."));
            }
        }

        return (read.ToImmutable(), findings.ToImmutable());
    }

    private static ShippedFile Read(PackagedFile file)
    {
        using var stream = new FileStream(file.SourcePath, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0);
        using var sha256 = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        using var sha512 = IncrementalHash.CreateHash(HashAlgorithmName.SHA512);
        var buffer = new byte[(int)Math.Clamp(stream.Length, 1, BufferSize)];
        for (int length; (length = stream.Read(buffer)) > 0;)
        {
            sha256.AppendData(buffer, 0, length);
            sha512.AppendData(buffer, 0, length);
        }

        return new ShippedFile(file, Hash.Sha256(sha256.GetHashAndReset()), Hash.Sha512(sha512.GetHashAndReset()));
    }
}
