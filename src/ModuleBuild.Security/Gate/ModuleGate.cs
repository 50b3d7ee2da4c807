using System.Collections.Immutable;
using ModuleBuild.Core.Capabilities;
using ModuleBuild.Core.Diagnostics;
using ModuleBuild.Security.Capabilities;
using ModuleBuild.Security.Permissions;
using ModuleBuild.Security.Policy;

namespace ModuleBuild.Security.Gate;

/// <summary>
/// What a module can do, against what it declares, what was accepted, and what policy gives: one call for builds, the command line and promotions.
/// </summary>
public static class ModuleGate
{
    /// <summary>The codes that it may find by itself, for a baseline.</summary>
    public static ImmutableArray<DiagnosticDescriptor> Rules { get; } =
    [
        DiagnosticCatalog.PermissionUnused,
        DiagnosticCatalog.CapabilityNewlyReached,
        DiagnosticCatalog.CapabilityUndeclared,
        DiagnosticCatalog.CapabilityUnknown,
        DiagnosticCatalog.CapabilityDenied,
    ];

    /// <summary>Analyses and compares. Neither baseline nor policy is applied yet; see <see cref="GateVerdict"/>.</summary>
    /// <param name="input">What to look at.</param>
    /// <param name="cancellation">Stops it.</param>
    public static (CapabilityReport Report, ImmutableArray<Finding> Findings) Look(ModuleGateInput input, CancellationToken cancellation)
    {
        var report = Analyze(input, cancellation);
        var own = new OwnCapabilities(input).Of(report);
        var location = input.Document.LocateValue("/permissions");
        var permissions = input.Document.Manifest.Permissions;
        ImmutableArray<string> declared = [.. permissions.Required.Concat(permissions.Optional).Select(permission => permission.ToString())];
        ImmutableArray<Finding> findings =
        [
            .. CapabilityFindings.Of(own, declared, location, Gates, reached => OwnSource.IsJudged(input.OwnSource, declared, reached)),
            .. UnusedPermissions.Find(input.Document, report),
            .. DeniedCapabilities.Find(report, input.Policy.Deny, declared, location),
            .. input.Accepted is { } accepted ? CapabilityFindings.NotAccepted(own, accepted, location, Gates)
                : input.Last is { } last ? CapabilityFindings.Of(CapabilityDifference.Of(last, own), location, Gates)
                : [],
        ];
        return (report, findings);

        bool Gates(CapabilityKind kind) => input.Policy.Gates.TryGetValue(kind.Name, out var gates) ? gates : kind.Gates;
    }

    private static CapabilityReport Analyze(ModuleGateInput input, CancellationToken cancellation)
    {
        var report = CapabilityAnalysis.Run(
            new AnalysisRequest
            {
                Module = input.Module,
                Version = input.Version,
                Files = input.Files,
                EntryPoints = [.. input.Document.Manifest.EntryPoints.Select(entry => entry.Type).OfType<string>()],
                CacheFolder = input.CacheFolder,
            },
            cancellation).Report;
        return report with
        {
            Capabilities = [.. report.Capabilities.Select(reached => reached with { Path = [.. reached.Path.Select(step => Shown(step, input.Root))] })],
            Unknown = [.. report.Unknown.Where(unknown => !input.GivenByHost.Contains(unknown.Name))],
        };
    }

    // Symbols that map nothing name a folder of the machine, which must not reach what is packed.
    private static CallStep Shown(CallStep step, string root)
    {
        if (step.File is not { } file || !file.AsSpan().ContainsAny('/', '\\'))
        {
            return step;
        }

        if (Path.IsPathRooted(file) && Path.GetRelativePath(root, file) is var relative && !relative.StartsWith("..", StringComparison.Ordinal) && !Path.IsPathRooted(relative))
        {
            return step with { File = relative.Replace('\\', '/') };
        }

        return Path.IsPathRooted(file) || file.Contains(':', StringComparison.Ordinal) ? step with { File = file.Split('/', '\\')[^1] } : step;
    }
}
