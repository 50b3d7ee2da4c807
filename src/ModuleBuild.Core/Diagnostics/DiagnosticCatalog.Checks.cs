using static ModuleBuild.Core.Diagnostics.Severity;

namespace ModuleBuild.Core.Diagnostics;

/// <content>MB20xx: what is known to be bad, secret or weak.</content>
public static partial class DiagnosticCatalog
{
    /// <summary>MB2007.</summary>
    public static readonly DiagnosticDescriptor PackageVulnerable = Security("MB2007", Error,
        "Package has a known vulnerability",
        "{0} {1} has a known vulnerability: {2} ({3}). {4}{5} {6}{7}");

    /// <summary>MB2008.</summary>
    public static readonly DiagnosticDescriptor SecretReadable = Security("MB2008", Error,
        "Secret setting is not write-only",
        "'{0}' looks like a secret and has no \"writeOnly\": true in {1}, so hosts show its value. Add \"writeOnly\": true to it, or rename it if it is none.");

    /// <summary>MB2009.</summary>
    public static readonly DiagnosticDescriptor SecretPacked = Security("MB2009", Error,
        "Secret in a packed file",
        "This looks like a live secret ({0}): '{1}…', {2} characters. Take it out of the file, keep it in user secrets or a vault, and revoke it: whoever has the package can read it.");

    /// <summary>MB2012.</summary>
    public static readonly DiagnosticDescriptor MalwareFound = Security("MB2012", Error,
        "Malware in a packed file",
        "'{0}' has the signature of malware: {1}. Do not publish it, and find out where the file comes from.");

    /// <summary>MB2013.</summary>
    public static readonly DiagnosticDescriptor MalwareNotScanned = Security("MB2013", Warning,
        "Files were not scanned for malware",
        "{0} packed files were not scanned for malware: {1}. They are not clean by that. Start ClamAV's daemon, or correct 'security.clamd' of modulebuild.json.");

    /// <summary>MB2014.</summary>
    public static readonly DiagnosticDescriptor ContentSuspicious = Security("MB2014", Warning,
        "Suspicious content of a package",
        "'{0}' {1}");

    /// <summary>MB2015.</summary>
    public static readonly DiagnosticDescriptor ConfigurationWeak = Security("MB2015", Warning,
        "Weak configuration in a package",
        "'{0}' {1}");

    /// <summary>MB2016.</summary>
    public static readonly DiagnosticDescriptor SourceMappingMissing = Security("MB2016", Warning,
        "Package sources are not mapped",
        "{0}");

    /// <summary>MB2020.</summary>
    public static readonly DiagnosticDescriptor AdvisoriesUnavailable = Security("MB2020", Warning,
        "Advisories could not be had",
        "Advisories could not be had: {0} So it is not known whether {1} vulnerabilities.");
}
