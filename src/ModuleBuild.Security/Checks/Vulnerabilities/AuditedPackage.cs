using ModuleBuild.Core.Ports;

namespace ModuleBuild.Security.Checks.Vulnerabilities;

/// <summary>A package of the runtime closure.</summary>
/// <param name="Package">Which.</param>
/// <param name="Through">Ids from the module's own reference to the package that needs it; empty for a reference of the module itself.</param>
/// <param name="ReportedByNuGet">What NU1901 to NU1904 of restore said about it; empty where restore said nothing.</param>
public sealed record AuditedPackage(PackageVersion Package, string Through = "", string ReportedByNuGet = "");
