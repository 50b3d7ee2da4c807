using System.Collections.Immutable;
using ModuleBuild.Core.Locking;
using ModuleBuild.Core.Manifest;
using ModuleBuild.Core.Policy;
using ModuleBuild.Core.Resolution.Packages;
using ModuleBuild.Core.Resolution.Requests;
using NuGet.Versioning;

namespace ModuleBuild.Core.Tests.Locking;

/// <summary>Locks and packages for tests.</summary>
internal static class Locks
{
    /// <summary>A lock that uses every field of the format.</summary>
    public static LockFile Maximal { get; } = Hashed(new LockFile
    {
        Inputs = "",
        Strategy = ResolutionStrategy.SecurityFirst,
        Policy = new ResolutionSettings
        {
            Prerelease = PrereleasePolicy.All,
            Unlisted = UnlistedPolicy.ExactRootOnly,
            Metric = "loadTime",
            Hosts = Versions(("Acme.Gateway", "8.4.0")),
            Platform = "linux-x64",
            Exclusions = [new("Acme.Billing", Range("[3.0,4.0)"), "Loses \"orders\" & more.")],
            Overrides = [new("Acme.Mail", Range("1.*"), "Tested by us.")],
        },
        Hosts = Versions(("Acme.Gateway", "8.4.0"), ("Acme.Worker", "2.0.0")),
        Modules = ImmutableSortedDictionary.CreateRange(StringComparer.Ordinal,
        [
            KeyValuePair.Create(".", new LockedModule([], [], [])),
            KeyValuePair.Create("modules/Orders", new LockedModule(
                [Needs("Acme.Catalog", "[2.1, 3.0)"), Needs("Acme.Mail", "1.0", DependencyKind.Optional), Needs("Acme.Billing", "2.0", DependencyKind.Peer)],
                [new("Acme.Gateway", Range("[8.3,9.0)"))],
                [new("Acme.Legacy", Range("*"))])),
        ]),
        Packages =
        [
            Package("Acme.Billing", "2.0.0") with { IsModule = false, Listed = false, Deprecated = "" },
            Package("Acme.Catalog", "2.2.0-rc.1") with
            {
                Checksum = "sha512-abc+/==",
                Dependencies = [Needs("Acme.Mail", "1.2", DependencyKind.Peer)],
                Hosts = [new("Acme.Worker", Range("2.0"))],
                Conflicts = [new("Acme.Legacy", Range("[,2.0)"))],
                Platforms = ["linux-x64", "win-x64"],
                Deprecated = "Use Acme.Goods.",
                SecurityScanPassed = true,
                Advisories = [new("GHSA-1", AdvisorySeverity.Moderate, "https://example.com/1", NuGetVersion.Parse("2.2.0")), new("GHSA-2", AdvisorySeverity.Critical)],
                Metrics = ImmutableSortedDictionary.CreateRange(StringComparer.Ordinal, [KeyValuePair.Create("loadTime", 12.5), KeyValuePair.Create("memory", 64d)]),
                Permissions = ["network:api.example.com", "storage:read"],
            },
            Package("Acme.Mail", "1.4.0"),
        ],
        OfWorkspace = ImmutableSortedSet.Create<string>(StringComparer.OrdinalIgnoreCase, "Acme.Mail"),
    });

    /// <summary>The lock with the hash that belongs to it.</summary>
    public static LockFile Hashed(LockFile lockFile) => lockFile with { Inputs = LockInputs.HashOf(lockFile) };

    public static PackageFacts Package(string id, string version, params PackageDependency[] dependencies) =>
        new() { Id = id, Version = NuGetVersion.Parse(version), Dependencies = [.. dependencies] };

    public static PackageDependency Needs(string id, string range, DependencyKind kind = DependencyKind.Required) => new(id, Range(range), kind);

    public static WrittenRange Range(string text) => new(text, VersionRange.Parse(text));

    public static ImmutableSortedDictionary<string, NuGetVersion> Versions(params (string Id, string Version)[] versions) =>
        versions.ToImmutableSortedDictionary(pair => pair.Id, pair => NuGetVersion.Parse(pair.Version), StringComparer.OrdinalIgnoreCase);
}
