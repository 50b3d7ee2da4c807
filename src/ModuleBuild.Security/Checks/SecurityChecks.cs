using System.Collections.Immutable;
using ModuleBuild.Core.Diagnostics;
using ModuleBuild.Security.Checks.Configuration;
using ModuleBuild.Security.Checks.Content;
using ModuleBuild.Security.Checks.Identity;
using ModuleBuild.Security.Checks.Malware;
using ModuleBuild.Security.Checks.Secrets;
using ModuleBuild.Security.Checks.Vulnerabilities;
using ModuleBuild.Security.Score;

namespace ModuleBuild.Security.Checks;

/// <summary>The checks for what is known to be bad, secret or weak: one call for builds and gates.</summary>
public static class SecurityChecks
{
    /// <summary>The codes that they may find, for a baseline.</summary>
    public static ImmutableArray<DiagnosticDescriptor> Rules { get; } =
    [
        DiagnosticCatalog.PackageVulnerable,
        DiagnosticCatalog.SecretReadable,
        DiagnosticCatalog.SecretPacked,
        DiagnosticCatalog.MalwareFound,
        DiagnosticCatalog.MalwareNotScanned,
        DiagnosticCatalog.ContentSuspicious,
        DiagnosticCatalog.ConfigurationWeak,
        DiagnosticCatalog.SourceMappingMissing,
        DiagnosticCatalog.AdvisoriesUnavailable,
    ];

    /// <summary>
    /// Runs, in this order: advisories of packages (MB2007, MB2020), mapping of package sources (MB2016), settings that are secret
    /// (MB2008), secrets in packed files (MB2009), weak configuration (MB2015), names that are not what they
    /// seem and suspicious content (MB2014), malware (MB2012, MB2013).
    /// Nothing is written, and nothing in a file makes it throw.
    /// </summary>
    /// <param name="input">What to look at.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <returns>All findings, in the order of the checks, then of files and lines. No baseline and no severity of a policy is applied yet.</returns>
    public static ImmutableArray<Finding> Run(SecurityCheckInput input, CancellationToken cancellation) =>
    [
        // MSBuild and the command line have no synchronization context, and a thread to wait with.
        .. VulnerabilityCheck.RunAsync(input, cancellation).GetAwaiter().GetResult(),
        .. input.Sources is null ? [] : SourceMappingCheck.Run(input.Sources, input.Place),
        .. input.Document is null ? [] : SecretSettingCheck.Run(input.Document),
        .. SecretCheck.Run(input.Files, cancellation),
        .. ConfigurationCheck.Run(input.Files, Permissions(input), cancellation),
        .. IdentityCheck.Run(input, cancellation),
        .. ContentCheck.Run(input.Files, cancellation),
        .. MalwareCheck.RunAsync(input, cancellation).GetAwaiter().GetResult(),
    ];

    /// <summary>Kinds of checks that nobody could do, and that nobody had to.</summary>
    /// <param name="input">What was to be looked at.</param>
    /// <param name="findings">What <see cref="Run"/> found.</param>
    public static IEnumerable<ScoreKind> NotLookedAt(SecurityCheckInput input, IEnumerable<Finding> findings)
    {
        if (findings.Any(finding => finding.Descriptor == DiagnosticCatalog.AdvisoriesUnavailable && finding.Severity == Severity.Note))
        {
            yield return ScoreKind.Dependencies;
        }

        if (input.Scanner is null)
        {
            yield return ScoreKind.Malware;
        }
    }

    /// <summary>Whether a finding is a warning that restore has given already (NU1901 to NU1904), so that nobody needs to read it twice.</summary>
    /// <param name="finding">The finding.</param>
    /// <param name="packages">The packages that were looked at.</param>
    public static bool IsRepeated(Finding finding, IEnumerable<AuditedPackage> packages)
    {
        // The subject: the package, and all names of the vulnerability.
        var words = finding.Subject.Split(' ');
        return finding.Descriptor == DiagnosticCatalog.PackageVulnerable
            && finding.Severity != Severity.Error
            && packages.Any(package => package.Package.Id.Equals(words[0], StringComparison.OrdinalIgnoreCase)
                && words.Skip(1).Any(name => package.ReportedByNuGet.Contains(name, StringComparison.OrdinalIgnoreCase)));
    }

    private static string[]? Permissions(SecurityCheckInput input) => input.Document?.Manifest.Permissions is { } permissions
        ? [.. permissions.Required.Concat(permissions.Optional).Select(permission => permission.ToString())]
        : null;
}
