using System.Collections.Immutable;
using System.Globalization;
using System.IO.Compression;
using System.Xml;
using ModuleBuild.Core.Diagnostics;
using ModuleBuild.Core.Files;
using ModuleBuild.Core.Ports;
using NuGet.Packaging;
using NuGet.Packaging.Core;

namespace ModuleBuild.Security.Checks.Packages;

/// <summary>
/// The files of a <c>.nupkg</c>, unpacked to be looked at. They are written under numbers, so that no name in the package reaches the
/// file system; what a name would have done is found.
/// </summary>
/// <param name="Files">The files, in the order of the package.</param>
/// <param name="Findings">MB2014 for entries that are not files as they should be.</param>
/// <param name="Package">What the package says that it is; null where it does not say that.</param>
/// <param name="Problem">Why the package cannot be looked into, as the end of a sentence; null where it can.</param>
public sealed record PackageContents(ImmutableArray<PackedFile> Files, ImmutableArray<Finding> Findings, PackageVersion? Package, string? Problem = null)
{
    private const int LargestNuspec = 1 << 20;
    private const int UnixType = 0xF000;
    private const int UnixLink = 0xA000;

    /// <summary>Unpacks a package. Never throws for what it holds.</summary>
    /// <param name="path">Absolute path of the package.</param>
    /// <param name="shown">The package as findings show it.</param>
    /// <param name="folder">An empty folder.</param>
    /// <param name="cancellation">Stops it.</param>
    public static PackageContents Unpack(string path, string shown, string folder, CancellationToken cancellation)
    {
        using var stream = NamedFile.Open(path, out var problem);
        if (stream is null)
        {
            return Unusable($"it {problem}");
        }

        try
        {
            using var archive = new ZipArchive(stream, ZipArchiveMode.Read);
            return ArchiveLimits.ProblemOf(archive) is { } limit ? Unusable(limit) : Unpack(archive, shown, folder, cancellation);
        }
        catch (Exception e) when (e is InvalidDataException || NamedFile.IsFileProblem(e))
        {
            return Unusable($"it is damaged: {e.Message.TrimEnd('.')}");
        }
    }

    private static PackageContents Unpack(ZipArchive archive, string shown, string folder, CancellationToken cancellation)
    {
        var files = ImmutableArray.CreateBuilder<PackedFile>();
        var findings = ImmutableArray.CreateBuilder<Finding>();
        foreach (var entry in archive.Entries)
        {
            cancellation.ThrowIfCancellationRequested();
            var name = NameOf(entry.FullName);
            if (name.EndsWith('/') && entry.Length == 0)
            {
                continue; // a folder
            }

            var target = Path.Combine(folder, files.Count.ToString(CultureInfo.InvariantCulture));
            if (((entry.ExternalAttributes >> 16) & UnixType) == UnixLink)
            {
                findings.Add(Suspicious(shown, name, "is a link to another place: whoever follows it reads or writes outside of the package. Pack the file itself."));
            }

            if (Write(entry, target) is { } damage)
            {
                findings.Add(Suspicious(shown, name, $"cannot be unpacked ({damage}), so it was not looked into. Pack it anew."));
                continue;
            }

            files.Add(new PackedFile(target, name, $"{shown}/{name}"));
        }

        return new(files.ToImmutable(), findings.ToImmutable(), IdentityOf(files));
    }

    private static PackageContents Unusable(string problem) => new([], [], null, problem);

    private static PackageVersion? IdentityOf(IEnumerable<PackedFile> files)
    {
        var nuspec = files.FirstOrDefault(file => file.PackagePath.EndsWith(".nuspec", StringComparison.OrdinalIgnoreCase) && !file.PackagePath.Contains('/', StringComparison.Ordinal));
        try
        {
            return nuspec is null || new FileInfo(nuspec.SourcePath).Length > LargestNuspec || new NuspecReader(nuspec.SourcePath).GetIdentity() is not { } identity
                ? null
                : new PackageVersion(identity.Id, identity.Version);
        }
        catch (Exception e) when (e is XmlException or PackagingException or InvalidDataException or InvalidOperationException or FormatException || NamedFile.IsFileProblem(e))
        {
            return null; // MB2014 says of the nuspec what is wrong with it
        }
    }

    /// <summary>Writes an entry; says what is wrong with it where it is not what the directory says.</summary>
    private static string? Write(ZipArchiveEntry entry, string target)
    {
        try
        {
            using var source = entry.Open();
            using var file = File.Create(target);
            var buffer = new byte[81920];
            var total = 0L;
            for (int read; (read = source.Read(buffer)) > 0;)
            {
                total += read;
                if (total > entry.Length)
                {
                    return "it is longer than the directory says";
                }

                file.Write(buffer, 0, read);
            }

            return total < entry.Length ? "it is shorter than the directory says" : null;
        }
        catch (Exception e) when (e is InvalidDataException or NotSupportedException)
        {
            return e.Message.TrimEnd('.');
        }
    }

    // Names in packages are written as in addresses: %20 is a space.
    private static string NameOf(string entry)
    {
        var name = Uri.UnescapeDataString(entry);
        return name.Any(char.IsControl) ? string.Concat(name.Select(character => char.IsControl(character) ? '?' : character)) : name;
    }

    private static Finding Suspicious(string shown, string name, string problem) =>
        Finding.Create(DiagnosticCatalog.ContentSuspicious, new SourceLocation(shown), name, problem) with { Subject = name };
}
