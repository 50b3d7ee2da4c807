using System.Collections.Immutable;
using ModuleBuild.Core.Capabilities;
using ModuleBuild.Core.Capabilities.Reports;
using ModuleBuild.Core.Diagnostics;
using ModuleBuild.Core.Policy;

namespace ModuleBuild.Security.Capabilities;

/// <summary>What a report means against the permissions that a manifest declares.</summary>
public static class CapabilityFindings
{
    /// <summary>MB2010 for what is reached and not declared, MB2011 for what could not be looked into.</summary>
    /// <param name="report">What was found.</param>
    /// <param name="permissions">The permissions of the manifest, well-formed.</param>
    /// <param name="location">Where permissions are declared.</param>
    /// <param name="gates">Whether a kind must be declared; what the catalogue of kinds says where it is null.</param>
    /// <param name="isJudged">
    /// Whether the module's own code was judged elsewhere: in a build by the analyzer, which tells of it at the call (MB2001). Null where all of it was.
    /// </param>
    public static ImmutableArray<Finding> Of(
        CapabilityReport report,
        IReadOnlyCollection<string> permissions,
        SourceLocation location,
        Func<CapabilityKind, bool>? gates = null,
        Func<ReachedCapability, bool>? isJudged = null)
    {
        var undeclared = report.Capabilities
            .Where(reached => !string.Equals(reached.Package, report.Module, StringComparison.OrdinalIgnoreCase) || isJudged?.Invoke(reached) == false)
            .Where(reached => CapabilityKind.Find(reached.Capability.Kind) is { } kind && (gates?.Invoke(kind) ?? kind.Gates))
            .Where(reached => !permissions.Any(permission => PermissionCover.Covers(permission, reached.Capability)));
        return
        [
            .. undeclared.Select(reached => Finding.Create(
                DiagnosticCatalog.CapabilityUndeclared, location, reached.Capability, reached.Package,
                PermissionCover.Suggest(reached.Capability), CallPathText.Lines(reached.Path)) with { Subject = SubjectOf(reached), Path = reached.Path }),
            .. Unknown(report, location),
        ];
    }

    /// <summary>MB2011 for what could not be looked into.</summary>
    /// <param name="report">What was found.</param>
    /// <param name="location">Where it is told.</param>
    public static IEnumerable<Finding> Unknown(CapabilityReport report, SourceLocation location) => report.Unknown
        .Select(unknown => Finding.Create(DiagnosticCatalog.CapabilityUnknown, location, unknown.Name, unknown.Reason) with { Subject = unknown.Name });

    /// <summary>MB2005 for what is reached and was not accepted yet.</summary>
    /// <param name="report">What was found.</param>
    /// <param name="accepted">What was accepted.</param>
    /// <param name="location">Where it is told.</param>
    /// <param name="gates">Whether a kind must be approved; what the catalogue of kinds says where it is null.</param>
    public static ImmutableArray<Finding> NotAccepted(
        CapabilityReport report, AcceptedCapabilities accepted, SourceLocation location, Func<CapabilityKind, bool>? gates = null)
    {
        var before = report with { Version = accepted.Version };
        return Of(new CapabilityDifference(before, report, [.. report.Capabilities.Where(reached => !accepted.Holds(reached))], [], true), location, gates);
    }

    /// <summary>MB2005 for what is reached since another version.</summary>
    /// <param name="difference">The difference.</param>
    /// <param name="location">Where it is told.</param>
    /// <param name="gates">Whether a kind must be approved; what the catalogue of kinds says where it is null.</param>
    public static ImmutableArray<Finding> Of(CapabilityDifference difference, SourceLocation location, Func<CapabilityKind, bool>? gates = null) =>
    [
        .. difference.Added
            .Where(reached => CapabilityKind.Find(reached.Capability.Kind) is { } kind && (gates?.Invoke(kind) ?? kind.Gates))
            .Select(reached => Finding.Create(
                DiagnosticCatalog.CapabilityNewlyReached, location, NameOf(difference.After), reached.Capability, reached.Package,
                NameOf(difference.Before), CallPathText.Lines(reached.Path) + OfAnotherMap(difference)) with { Subject = SubjectOf(reached), Path = reached.Path }),
    ];

    // The same code may be seen to do more.
    private static string OfAnotherMap(CapabilityDifference difference) => difference.IsSameMap ? string.Empty
        : $"\n  {NameOf(difference.Before)} was analysed with another list of .NET's members: it may have done so, too.";

    private static string SubjectOf(ReachedCapability reached) => $"{reached.Package} {reached.Capability}";

    private static string NameOf(CapabilityReport report) => report.Version.Length > 0 ? $"{report.Module} {report.Version}" : report.Module;
}
