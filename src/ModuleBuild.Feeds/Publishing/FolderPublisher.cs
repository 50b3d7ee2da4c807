using System.Security.Cryptography;
using System.Text;
using ModuleBuild.Core.Diagnostics;
using ModuleBuild.Core.Files;
using ModuleBuild.Core.Ports;
using ModuleBuild.Feeds.Packages;
using NuGet.Common;
using NuGet.Packaging;
using NuGet.Packaging.Core;
using NuGet.Protocol;
using NuGet.Versioning;

namespace ModuleBuild.Feeds.Publishing;

/// <summary>
/// A folder to publish to, in either layout that NuGet reads. Nothing that stands there is ever overwritten: <c>dotnet nuget push</c> would,
/// silently. Of many who publish a version at once one wins, and the others are told what it has.
/// </summary>
/// <param name="name">How people name it.</param>
/// <param name="folder">Its absolute path.</param>
internal sealed class FolderPublisher(string name, string folder) : IPackagePublisher
{
    /// <inheritdoc/>
    public string Name => name;

    /// <inheritdoc/>
    public string Address => folder;

    /// <inheritdoc/>
    public async Task<SourceAnswer<PublishedContent>> FindAsync(string id, NuGetVersion version, PackageFileKind kind, CancellationToken cancellation)
    {
        try
        {
            if (Locate(id, version, kind) is not { } path)
            {
                return SourceAnswer.Of(PublishedContent.Absent);
            }

            await using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete);
            using var content = await PackageContent.CopyAsync(stream, received: null, cancellation);
            return FoundContent.Of(SourceAnswer.Of(content), id, version, name);
        }
        catch (Exception e) when (IsTrouble(e))
        {
            return SourceAnswer.Failed<PublishedContent>(FeedProblem.Failed(name, $"the folder cannot be read ({e.Message.TrimEnd('.')})."));
        }
    }

    /// <inheritdoc/>
    public async Task<PushAnswer> PushAsync(PackageFile file, CancellationToken cancellation)
    {
        var (bytes, unreadable) = await FileToPush.ReadAsync(file, name, cancellation);
        if (bytes is null)
        {
            return new PushAnswer(PushOutcome.Refused, unreadable);
        }

        try
        {
            if (Locate(file.Id, file.Version, file.Kind) is { } taken)
            {
                return Conflict(file, taken);
            }

            var target = Target(file);
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            if (!NewFile.Write(target, bytes))
            {
                return Conflict(file, target);
            }

            return IsHierarchical && file.Kind == PackageFileKind.Package && Complete(file, target, bytes) is { } failure
                ? new PushAnswer(PushOutcome.Refused, failure)
                : new PushAnswer(PushOutcome.Accepted);
        }
        catch (Exception e) when (IsTrouble(e))
        {
            return new PushAnswer(PushOutcome.Refused, PushProblem.Of(file, name, $"the folder cannot be written ({e.Message.TrimEnd('.')})."));
        }
    }

    private bool IsHierarchical => Directory.Exists(folder) && LocalFolderUtility.GetLocalFeedType(folder, NullLogger.Instance) == FeedType.FileSystemV3;

    private static bool IsTrouble(Exception e) => e is IOException or UnauthorizedAccessException || PackageCheck.IsDamage(e);

    // Who died between the package and what belongs to it is finished by the next: the same package brings the same files.
    private PushAnswer Conflict(PackageFile file, string taken)
    {
        if (IsHierarchical && file.Kind == PackageFileKind.Package && !File.Exists(Marker(taken)) && File.ReadAllBytes(taken) is var bytes
            && Complete(file, taken, bytes) is { } failure)
        {
            return new PushAnswer(PushOutcome.Refused, failure);
        }

        return new PushAnswer(PushOutcome.Conflict, PushProblem.Of(file, name, $"'{taken}' stands there already."));
    }

    // NuGet reads a version of this layout where its nuspec, its hash and, last of all, its .nupkg.metadata stand beside it.
    private static Finding? Complete(PackageFile file, string target, byte[] bytes)
    {
        using var package = new PackageArchiveReader(new MemoryStream(bytes));
        using var nuspec = new MemoryStream();
        using (var entry = package.GetNuspec())
        {
            entry.CopyTo(nuspec);
        }

        var beside = Path.Combine(Path.GetDirectoryName(target)!, file.Id.ToLowerInvariant() + PackagingCoreConstants.NuspecExtension);
        return AtomicFile.Write(beside, nuspec.ToArray())
            ?? AtomicFile.Write(Path.ChangeExtension(target, PackagingCoreConstants.HashFileExtension), Encoding.ASCII.GetBytes(Convert.ToBase64String(SHA512.HashData(bytes))))
            ?? AtomicFile.Write(Marker(target), Encoding.ASCII.GetBytes($$"""
                {
                  "version": 2,
                  "contentHash": "{{package.GetContentHash(CancellationToken.None)}}",
                  "source": null
                }
                """));
    }

    private static string Marker(string target) => Path.Combine(Path.GetDirectoryName(target)!, PackagingCoreConstants.NupkgMetadataFileExtension);

    private string? Locate(string id, NuGetVersion version, PackageFileKind kind)
    {
        if (!Directory.Exists(folder))
        {
            return null;
        }

        var straight = new[] { Flat(id, version, kind), Hierarchical(id, version, kind) }.FirstOrDefault(File.Exists);
        return straight is not null || kind == PackageFileKind.Symbols ? straight
            : LocalFolderUtility.GetPackageV2(folder, new PackageIdentity(id, version), NullLogger.Instance, CancellationToken.None)?.Path;
    }

    private string Target(PackageFile file) =>
        IsHierarchical ? Hierarchical(file.Id, file.Version, file.Kind) : Flat(file.Id, file.Version, file.Kind);

    private string Flat(string id, NuGetVersion version, PackageFileKind kind) =>
        Path.Combine(folder, $"{id}.{version.ToNormalizedString()}{Extension(kind)}");

    private string Hierarchical(string id, NuGetVersion version, PackageFileKind kind)
    {
        var (lower, number) = (id.ToLowerInvariant(), version.ToNormalizedString().ToLowerInvariant());
        return Path.Combine(folder, lower, number, $"{lower}.{number}{Extension(kind)}");
    }

    private static string Extension(PackageFileKind kind) =>
        kind == PackageFileKind.Symbols ? ".snupkg" : PackagingCoreConstants.NupkgExtension;
}
