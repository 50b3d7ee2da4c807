using System.Security.Cryptography;
using System.Text;
using ModuleBuild.Core.Changelogs;
using ModuleBuild.Core.Diagnostics;
using ModuleBuild.Core.Evidence;
using ModuleBuild.Core.Files;
using ModuleBuild.Core.Ports;
using ModuleBuild.Feeds.Packages;
using NuGet.Packaging;
using NuGet.Packaging.Signing;

namespace ModuleBuild.Feeds.Publishing;

/// <summary>Reads packages that are to be published, with the symbols that stand beside them.</summary>
public static class PublishablePackages
{
    private const string SymbolsExtension = ".snupkg";
    private const int LargestChangelog = 4 * 1024 * 1024;

    /// <summary>Reads a package.</summary>
    /// <param name="path">Absolute path of the <c>.nupkg</c>.</param>
    /// <param name="withSymbols">Whether its symbols are published too.</param>
    /// <param name="cancellation">Stops reading.</param>
    /// <returns>The package, or MB1021 where it cannot be read.</returns>
    public static async Task<SourceAnswer<PublishablePackage>> ReadAsync(string path, bool withSymbols, CancellationToken cancellation)
    {
        try
        {
            var bytes = await File.ReadAllBytesAsync(path, cancellation);
            using var reader = Open(bytes);
            var file = Describe(PackageFileKind.Package, path, bytes, reader);
            var symbolsPath = Path.ChangeExtension(path, SymbolsExtension);
            var symbols = withSymbols && File.Exists(symbolsPath) ? await ReadSymbolsAsync(symbolsPath, file, cancellation) : default;
            if (symbols.Problem is not null)
            {
                return SourceAnswer.Failed<PublishablePackage>(symbols.Problem);
            }

            using var archive = new System.IO.Compression.ZipArchive(new MemoryStream(bytes), System.IO.Compression.ZipArchiveMode.Read);
            var (proof, problems) = CarriedEvidence.Check(archive, file);
            return SourceAnswer.Of(new PublishablePackage
            {
                File = file,
                Symbols = symbols.Value,
                Needs = [.. reader.GetPackageDependencies().SelectMany(group => group.Packages).Select(need => need.Id).Distinct(StringComparer.OrdinalIgnoreCase)],
                Entries = [.. reader.GetFiles().Order(StringComparer.Ordinal)],
                Evidence = proof.IndexSha256,
                EvidenceProblems = problems,
                Changelog = proof.Read(EvidencePath.Folder + "CHANGELOG.md", LargestChangelog) is { } text ? Changelog.Read(Encoding.UTF8.GetString(text)) : null,
                IsSigned = await IsSignedAsync(reader, cancellation),
            });
        }
        catch (Exception e) when (NamedFile.IsFileProblem(e) || PackageCheck.IsDamage(e))
        {
            return SourceAnswer.Failed<PublishablePackage>(Damaged(path, e.Message));
        }
    }

    private static async Task<SourceAnswer<PackageFile>> ReadSymbolsAsync(string path, PackageFile package, CancellationToken cancellation)
    {
        try
        {
            var bytes = await File.ReadAllBytesAsync(path, cancellation);
            using var reader = Open(bytes);
            var symbols = Describe(PackageFileKind.Symbols, path, bytes, reader);
            return symbols.Version == package.Version && symbols.Id.Equals(package.Id, StringComparison.OrdinalIgnoreCase)
                ? SourceAnswer.Of(symbols)
                : SourceAnswer.Failed<PackageFile>(Damaged(path, $"it says that it is {symbols}, and stands beside {package}"));
        }
        catch (Exception e) when (NamedFile.IsFileProblem(e) || PackageCheck.IsDamage(e))
        {
            return SourceAnswer.Failed<PackageFile>(Damaged(path, e.Message));
        }
    }

    private static PackageArchiveReader Open(byte[] bytes)
    {
        using (var archive = new System.IO.Compression.ZipArchive(new MemoryStream(bytes), System.IO.Compression.ZipArchiveMode.Read))
        {
            if (ArchiveLimits.ProblemOf(archive) is { } limit)
            {
                throw new InvalidDataException(limit);
            }
        }

        return new PackageArchiveReader(new MemoryStream(bytes));
    }

    private static PackageFile Describe(PackageFileKind kind, string path, byte[] bytes, PackageArchiveReader reader)
    {
        var identity = reader.GetIdentity();
        return !PackageIdValidator.IsValidPackageId(identity.Id) || identity.Id.Length > PackageIdValidator.MaxPackageIdLength || !identity.HasVersion
            ? throw new InvalidDataException($"'{identity.Id}' is no package id, or it has no version")
            : new PackageFile(
                kind, path, identity.Id, identity.Version, reader.GetContentHash(CancellationToken.None), Convert.ToHexStringLower(SHA256.HashData(bytes)), bytes.Length);
    }

    // Whether the certificate is to be trusted is for the feed and for whoever restores to say.
    private static async Task<bool> IsSignedAsync(PackageArchiveReader reader, CancellationToken cancellation)
    {
        try
        {
            if (!await reader.IsSignedAsync(cancellation) || await reader.GetPrimarySignatureAsync(cancellation) is not { Type: SignatureType.Author } signature)
            {
                return false;
            }

            await reader.ValidateIntegrityAsync(signature.SignatureContent, cancellation);
            return true;
        }
        catch (Exception e) when (e is SignatureException or CryptographicException)
        {
            return false;
        }
    }

    private static Finding Damaged(string path, string why) =>
        new(DiagnosticCatalog.PackageUnusable, $"'{Path.GetFileName(path)}' cannot be read: {why.TrimEnd('.')}. Pack it again.", new SourceLocation(path));
}
