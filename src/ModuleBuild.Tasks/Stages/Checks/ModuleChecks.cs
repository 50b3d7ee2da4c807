using System.Collections.Immutable;
using ModuleBuild.Core.Diagnostics;
using ModuleBuild.Core.Manifest;
using ModuleBuild.Core.Policy;
using ModuleBuild.Core.Ports;
using ModuleBuild.Packaging;
using ModuleBuild.Packaging.Closure;
using ModuleBuild.Security.Checks;
using ModuleBuild.Security.Checks.Malware;
using ModuleBuild.Security.Checks.Vulnerabilities;
using NuGet.Versioning;

namespace ModuleBuild.Tasks.Stages.Checks;

/// <summary>What the checks of a build look at.</summary>
internal static class ModuleChecks
{
    private static readonly TimeSpan PatienceWithScanner = TimeSpan.FromSeconds(30);

    /// <summary>Of the stage analyze: packages, and all files that are known to be packed.</summary>
    public static SecurityCheckInput OfModule(AnalyzeStageInput input, WorkspaceSettings settings, ManifestDocument document, DateOnly today)
    {
        var packages = Packages(input);
        return OfFiles(settings.Security, input.Files, document) with
        {
            Package = NuGetVersion.TryParse(input.Version, out var version) ? new PackageVersion(input.Module, version) : null,
            Packages = packages,
            Advisories = packages.IsEmpty ? [] : BuildAdvisories.Open(input.Sources, settings, input.Memory, today),
            ExpectsAdvisories = false,
            Sources = ResolveSources.Describe(input.Sources),
        };
    }

    /// <summary>Of files alone.</summary>
    public static SecurityCheckInput OfFiles(SecuritySettings policy, ImmutableArray<PackagedFile> files, ManifestDocument document) => new()
    {
        Place = document.LocateValue(string.Empty),
        Document = document,
        Settings = policy,
        Files = [.. files.Select(file => new PackedFile(file.SourcePath, file.PackagePath))],
        Scanner = policy.Clamd is { } address ? new ClamdClient(address, PatienceWithScanner) : null,
    };

    /// <summary>The codes of which a baseline can be told that nothing needs an entry any more: those for which all was looked at.</summary>
    public static ImmutableArray<DiagnosticDescriptor> LookedFor(SecurityCheckInput input, ImmutableArray<Finding> found, bool isOnlyFramework)
    {
        var advisoriesKnown = isOnlyFramework && found.All(finding => finding.Descriptor != DiagnosticCatalog.AdvisoriesUnavailable);
        var scanned = input.Scanner is not null && found.All(finding => finding.Descriptor != DiagnosticCatalog.MalwareNotScanned);
        return
        [
            DiagnosticCatalog.SecretPacked,
            DiagnosticCatalog.SecretReadable,
            DiagnosticCatalog.ContentSuspicious,
            DiagnosticCatalog.ConfigurationWeak,
            .. advisoriesKnown ? [DiagnosticCatalog.PackageVulnerable] : Array.Empty<DiagnosticDescriptor>(),
            .. scanned ? [DiagnosticCatalog.MalwareFound] : Array.Empty<DiagnosticDescriptor>(),
        ];
    }

    // Where the file cannot be read, other stages say so.
    private static ImmutableArray<AuditedPackage> Packages(AnalyzeStageInput input)
    {
        if (input.Assets is not { } assets)
        {
            return [];
        }

        var closures = RuntimeClosureReader.Read(assets, input.Framework is { Length: > 0 } framework ? [framework] : []).Closures;
        var told = ClosurePackages.AuditWarnings(assets);
        return
        [
            .. ClosurePackages.Of(closures).Select(package =>
                new AuditedPackage(new PackageVersion(package.Id, package.Version), package.Through, string.Join('\n', told[package.Id]))),
        ];
    }
}
