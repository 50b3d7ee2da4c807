using System.Security.Cryptography;
using ModuleBuild.Core.Ports;
using NuGet.Packaging;
using NuGet.Packaging.Signing;
using NuGet.Versioning;

namespace ModuleBuild.Feeds.Packages;

/// <summary>Packages as files, in the packages folder to which restore brings them. What is there is hashed again each time: somebody may have changed it.</summary>
/// <param name="source">The sources.</param>
/// <param name="folders">Packages on this machine.</param>
internal sealed class ModulePackages(IPackageSource source, PackageFolders folders) : IModulePackages
{
    private static readonly PackageSignatureVerifier Verifier = new([new IntegrityVerificationProvider(), new SignatureTrustAndValidityVerificationProvider()]);

    /// <inheritdoc/>
    public async Task<SourceAnswer<ModulePackage>> GetAsync(string id, NuGetVersion version, CancellationToken cancellation)
    {
        if (FileOf(id, version) is not { } path)
        {
            // The facts of a package come with its files.
            var (_, problem) = await source.GetFactsAsync(id, version, cancellation);
            path = FileOf(id, version);
            if (path is null)
            {
                return SourceAnswer.Failed<ModulePackage>(problem ?? FeedProblem.Unusable(id, version, folders.Name, "its file is not there after it was extracted. Delete its folder."));
            }
        }

        try
        {
            return SourceAnswer.Of(await Task.Run(() => ReadAsync(path, cancellation), cancellation));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException || PackageCheck.IsDamage(e))
        {
            return SourceAnswer.Failed<ModulePackage>(FeedProblem.Unusable(
                id, version, folders.Name, $"it cannot be read ({e.Message.TrimEnd('.')}). Delete {Path.GetDirectoryName(path)}."));
        }
    }

    private string? FileOf(string id, NuGetVersion version) =>
        PackageIdValidator.IsValidPackageId(id) && folders.Find(id, version) is { } installed
        && Path.Combine(installed.Folder, $"{id}.{version.ToNormalizedString()}.nupkg".ToLowerInvariant()) is var path && File.Exists(path)
            ? path
            : null;

    private static async Task<ModulePackage> ReadAsync(string path, CancellationToken cancellation)
    {
        await using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete);
        using var reader = new PackageArchiveReader(stream, leaveStreamOpen: true);
        var identity = reader.GetIdentity();
        return new ModulePackage(identity.Id, identity.Version, path, reader.GetContentHash(cancellation), await SignatureAsync(reader, cancellation));
    }

    // A file by the name of a signature is not one yet: it has to be over these bytes, by the key of its certificate.
    private static async Task<ModuleSignature?> SignatureAsync(PackageArchiveReader reader, CancellationToken cancellation)
    {
        try
        {
            if (!await reader.IsSignedAsync(cancellation) || await reader.GetPrimarySignatureAsync(cancellation) is not { } signature)
            {
                return null;
            }

            var verified = await Verifier.VerifySignaturesAsync(reader, SignedPackageVerifierSettings.GetDefault(), cancellation);
            using var chain = SignatureUtility.GetCertificateChain(signature);
            return !verified.IsValid || chain.Count == 0 ? null : new ModuleSignature(
                signature.Type.ToString(), chain[0].Subject, Convert.ToHexStringLower(SHA256.HashData(chain[0].RawData)));
        }
        catch (Exception e) when (e is SignatureException or CryptographicException)
        {
            return null;
        }
    }
}
