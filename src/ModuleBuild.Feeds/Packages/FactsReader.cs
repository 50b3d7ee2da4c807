using ModuleBuild.Core.Diagnostics;
using ModuleBuild.Core.Manifest;
using ModuleBuild.Core.Ports;
using ModuleBuild.Core.Resolution.Packages;
using NuGet.Versioning;

namespace ModuleBuild.Feeds.Packages;

/// <summary>Reads what resolution has to know from a package.</summary>
internal static class FactsReader
{
    // What resolution decides by. A mistake elsewhere (a category, a link) was the publisher's to find, and changes no set.
    private static readonly string[] Decisive = ["/dependencies", "/host", "/conflicts", "/platforms", "/id", "/version"];

    /// <summary>Reads a package.</summary>
    /// <param name="package">The package.</param>
    /// <param name="id">Its id as the source spells it.</param>
    /// <param name="listing">What the source says of the version.</param>
    /// <param name="source">Name of the source, for messages.</param>
    /// <returns>The facts without advisories; MB1021 where its module folder cannot be used.</returns>
    public static SourceAnswer<PackageFacts> Read(PackageAtHand package, string id, VersionListing listing, string source)
    {
        var facts = new PackageFacts
        {
            Id = id,
            Version = listing.Version,
            IsModule = false,
            Listed = listing.Listed,
            Deprecated = listing.Deprecated,
            Checksum = $"sha512-{package.Hash}",
        };
        try
        {
            if (package.Files.Read("module.json") is not { } bytes)
            {
                return SourceAnswer.Of(facts with { Id = package.Spell(id) });
            }

            var reading = ManifestReader.Read("module/module.json", bytes);
            var wrong = reading.Document is null
                ? reading.Findings.FirstOrDefault()
                : reading.Findings.FirstOrDefault(finding => finding.Severity == Severity.Error && IsDecisive(finding));
            if (reading.Document is null || wrong is not null)
            {
                return Unusable($"its {wrong?.Location}: {wrong?.Code}: {wrong?.Message}");
            }

            var manifest = reading.Document.Manifest;
            return IsOfAnother(manifest, id, listing.Version)
                ? Unusable($"its module/module.json says that it is {manifest.Id ?? id} {manifest.Version?.ToNormalizedString()}. Publish it again from its project.")
                : SourceAnswer.Of(Evidence.Add(WithManifest(facts, manifest), package.Files));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            return Unusable($"{e.Message.TrimEnd('.')}. {package.Remedy}");
        }

        SourceAnswer<PackageFacts> Unusable(string why) =>
            SourceAnswer.Failed<PackageFacts>(FeedProblem.Unusable(id, listing.Version, source, why));
    }

    private static PackageFacts WithManifest(PackageFacts facts, ModuleManifest manifest) => facts with
    {
        // Not every source says how the id is spelt, and who asks may spell it in any way.
        Id = manifest.Id ?? facts.Id,
        IsModule = true,
        Dependencies = [.. manifest.Dependencies.Select(need => new PackageDependency(need.Id, need.Range, need.Kind))],
        Hosts = [.. manifest.Host.Select(host => new PackageRange(host.Id, host.Range))],
        Conflicts = [.. manifest.Conflicts.Select(conflict => new PackageRange(conflict.Id, conflict.Range))],
        Platforms = manifest.Platforms,
        Deprecated = facts.Deprecated ?? Deprecation(manifest.Deprecated),
        Permissions =
        [
            .. manifest.Permissions.Required.Concat(manifest.Permissions.Optional)
                .Select(permission => permission.ToString())
                .Distinct(StringComparer.Ordinal)
                .Order(StringComparer.Ordinal),
        ],
    };

    private static bool IsDecisive(Finding finding) =>
        finding.Subject.Length == 0 || Decisive.Any(field => finding.Subject.StartsWith(field, StringComparison.Ordinal));

    private static bool IsOfAnother(ModuleManifest manifest, string id, NuGetVersion version) =>
        (manifest.Id is { } said && !said.Equals(id, StringComparison.OrdinalIgnoreCase))
        || (manifest.Version is { } number && NuGetVersion.Parse(number.ToNormalizedString()) != version);

    private static string? Deprecation(Deprecation? deprecated) => deprecated is null ? null
        : deprecated.Replacement is { } replacement ? $"{deprecated.Message} Use {replacement} instead."
        : deprecated.Message;
}
