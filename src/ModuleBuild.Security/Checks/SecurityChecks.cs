using System.Collections.Immutable;
using ModuleBuild.Core.Diagnostics;
using ModuleBuild.Security.Checks.Configuration;
using ModuleBuild.Security.Checks.Content;
using ModuleBuild.Security.Checks.Identity;
using ModuleBuild.Security.Checks.Malware;
using ModuleBuild.Security.Checks.Secrets;
using ModuleBuild.Security.Checks.Vulnerabilities;

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

    private static string[]? Permissions(SecurityCheckInput input) => input.Document?.Manifest.Permissions is { } permissions
        ? [.. permissions.Required.Concat(permissions.Optional).Select(permission => permission.ToString())]
        : null;
}
