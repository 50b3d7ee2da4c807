using System.Collections.Immutable;
using System.Text.Json;
using ModuleBuild.Core.Diagnostics;
using NuGet.Common;
using NuGet.Configuration;
using NuGet.Packaging;
using NuGet.Packaging.Core;
using NuGet.Packaging.Signing;
using NuGet.Protocol;
using NuGet.Versioning;

namespace ModuleBuild.Feeds.Packages;

/// <summary>The folders in which restore keeps extracted packages: the global one, and those behind it that are only read.</summary>
internal sealed class PackageFolders
{
    private readonly ImmutableArray<VersionFolderPathResolver> _folders;
    private readonly ClientPolicyContext _policy;

    /// <param name="settings">Which folders, and whose signatures are trusted.</param>
    /// <param name="packagesFolder">Absolute path of the folder that counts instead of the global one, or null.</param>
    public PackageFolders(ISettings settings, string? packagesFolder)
    {
        _folders =
        [
            .. SettingsUtility.GetFallbackPackageFolders(settings)
                .Prepend(packagesFolder ?? SettingsUtility.GetGlobalPackagesFolder(settings))
                .Select(folder => new VersionFolderPathResolver(folder)),
        ];
        _policy = ClientPolicyContext.GetClientPolicy(settings, NullLogger.Instance);
    }

    /// <summary>What messages call it where no source is known.</summary>
    public string Name => _folders[0].RootPath;

    /// <summary>The extracted package, where restore would not download it.</summary>
    public InstalledPackage? Find(string id, NuGetVersion version)
    {
        foreach (var folder in _folders)
        {
            // Written last: a folder without it is half a package.
            var path = folder.GetNupkgMetadataPath(id, version);
            if (File.Exists(path) && Read(path) is { } found)
            {
                return found;
            }
        }

        return null;
    }

    /// <summary>Versions of a package that are here.</summary>
    public IEnumerable<NuGetVersion> VersionsOf(string id) =>
        from folder in _folders
        let path = folder.GetVersionListPath(id)
        where Directory.Exists(path)
        from name in Directory.EnumerateDirectories(path).Select(Path.GetFileName)
        let version = NuGetVersion.TryParse(name, out var parsed) ? parsed : null
        where version is not null && File.Exists(folder.GetNupkgMetadataPath(id, version))
        select version;

    /// <summary>
    /// Extracts a package as restore does, so that restore finds it: same lock, same rules for signatures. It is not stopped half-way.
    /// </summary>
    /// <param name="content">A package that was inspected.</param>
    /// <param name="identity">Its identity.</param>
    /// <param name="source">From where it came.</param>
    /// <returns>The package; or MB1021 where it is not trusted, MB1015 where it cannot be written.</returns>
    public async Task<(InstalledPackage? Package, Finding? Problem)> InstallAsync(PackageContent content, PackageIdentity identity, PackageSource source)
    {
        try
        {
            content.Stream.Position = 0;
            using var result = await GlobalPackagesFolderUtility.AddPackageAsync(
                source.Source, identity, content.Stream, _folders[0].RootPath, Guid.Empty, _policy, NullLogger.Instance, CancellationToken.None);
            return (Find(identity.Id, identity.Version), null);
        }
        catch (SignatureException e)
        {
            var reasons = (e.Results ?? []).SelectMany(result => result.Issues).Select(issue => issue.Message).Prepend(e.Message).Where(text => text.Length > 0);
            return (null, Unusable($"its signature is not accepted ({string.Join(' ', reasons).TrimEnd('.')}). See trustedSigners and signatureValidationMode in nuget.config."));
        }
        catch (Exception e) when (PackageCheck.IsDamage(e))
        {
            return (null, Unusable($"it cannot be extracted ({e.Message.TrimEnd('.')}). Publish it again, or exclude the version."));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return (null, FeedProblem.Failed(
                source.Name, $"{identity} cannot be written to the global packages folder '{_folders[0].RootPath}' ({e.Message.TrimEnd('.')}). Make room there, or set NUGET_PACKAGES to another folder."));
        }

        Finding Unusable(string why) => FeedProblem.Unusable(identity.Id, identity.Version, source.Name, why);
    }

    private static InstalledPackage? Read(string metadata)
    {
        try
        {
            using var document = JsonDocument.Parse(File.ReadAllBytes(metadata));
            var hash = document.RootElement.GetProperty("contentHash").GetString();
            var source = document.RootElement.TryGetProperty("source", out var text) ? text.GetString() : null;
            return hash is null ? null : new InstalledPackage(Path.GetDirectoryName(metadata)!, hash, source);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException or KeyNotFoundException or InvalidOperationException)
        {
            return null; // restore would not use it either
        }
    }
}
