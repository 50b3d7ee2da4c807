using System.Collections.Immutable;
using ModuleBuild.Core.Capabilities;
using ModuleBuild.Core.Compatibility;
using ModuleBuild.Security.Capabilities;

namespace ModuleBuild.Cli.Reporting;

/// <summary>A module of a build, with what the gates of all its target frameworks say together.</summary>
/// <param name="Project">Path of its project below the root.</param>
/// <param name="Built">How its frameworks went.</param>
/// <param name="Records">What the gates wrote, of those that were reached.</param>
internal sealed record ReportedModule(string Project, ImmutableArray<BuiltProject> Built, ImmutableArray<ModuleRecords> Records)
{
    /// <summary>Its id; the name of its project where no gate was reached.</summary>
    public string Id => Records.Select(record => record.Manifest?.Id).FirstOrDefault(id => id is not null) ?? Path.GetFileNameWithoutExtension(Project);

    /// <summary>Its version, or null.</summary>
    public string? Version => Records.Select(record => record.Manifest?.Version?.ToNormalizedString()).FirstOrDefault(version => version is not null);

    /// <summary>Whether it was built; null where the log ends before.</summary>
    public bool? Succeeded => Built.Any(one => one.Succeeded is false) ? false : Built.Any(one => one.Succeeded is null) ? null : true;

    /// <summary>
    /// Whether all that its gate says is known: each of its target frameworks came there. A project that needs one of several has only that one built.
    /// </summary>
    public bool IsComplete => Built.All(one => one.IsJudged) && Built.SelectMany(one => one.Frameworks).All(name => Built.Any(one => one.Framework.Equals(name, StringComparison.OrdinalIgnoreCase)));

    /// <summary>Path of the package that was made, or null.</summary>
    public string? Package => Built.Select(one => one.Package).FirstOrDefault(path => path is not null);

    /// <summary>The record with the lowest score; null where none has one.</summary>
    public ModuleRecords? Worst => Records.Where(record => record.Score is not null).MinBy(record => record.Score!.Points);

    /// <summary>What it can do.</summary>
    public ImmutableArray<ReachedCapability> Capabilities => Distinct(Records.SelectMany(record => record.Capabilities?.Capabilities ?? []));

    /// <summary>Ids of the modules that it needs.</summary>
    public IEnumerable<string> Needs => Records.SelectMany(record => record.Manifest?.Dependencies ?? []).Select(dependency => dependency.Id).Distinct(StringComparer.OrdinalIgnoreCase);

    /// <summary>The record with the SBOM that holds most; null where there is none.</summary>
    public ModuleRecords? Largest => Records.Where(record => record.Components is not null).MaxBy(record => record.Components!.Count);

    /// <summary>The last release, or null.</summary>
    public PastRelease? Past => Records.Select(record => record.Past).FirstOrDefault(past => past is not null);

    /// <summary>What was found out about versions; the first record that has hosts.</summary>
    public CompatibilityReport? Compatibility => Records.Select(record => record.Compatibility).OfType<CompatibilityReport>().OrderByDescending(report => report.Hosts.Length).FirstOrDefault();

    /// <summary>What it can do and its last release could not; null where there is none to compare with.</summary>
    public ImmutableArray<ReachedCapability>? Added => Compare(difference => difference.Added);

    /// <summary>What its last release could do and it cannot; null where there is none to compare with.</summary>
    public ImmutableArray<ReachedCapability>? Removed => Compare(difference => difference.Removed);

    /// <summary>Puts the frameworks of a build together, by project.</summary>
    /// <param name="built">What was built.</param>
    /// <param name="root">Absolute path of the root of the sources.</param>
    public static ImmutableArray<ReportedModule> Of(IEnumerable<BuiltProject> built, string root) =>
    [
        .. built
            .GroupBy(project => project.File, StringComparer.Ordinal)
            .Select(module => new ReportedModule(
                ReportedMessage.Below(module.Key, root) ?? module.Key,
                [.. module],
                [.. module.Where(project => project.IsJudged).Select(ModuleRecords.Read)]))
            .OrderBy(module => module.Id, StringComparer.OrdinalIgnoreCase)
            .ThenBy(module => module.Project, StringComparer.Ordinal),
    ];

    private ImmutableArray<ReachedCapability>? Compare(Func<CapabilityDifference, ImmutableArray<ReachedCapability>> side)
    {
        var compared = Records
            .Where(record => record is { Capabilities: not null, Past.Capabilities: not null })
            .Select(record => CapabilityDifference.Of(record.Past!.Capabilities!, record.Capabilities!))
            .ToList();
        return compared.Count == 0 ? null : Distinct(compared.SelectMany(difference => side(difference)));
    }

    private static ImmutableArray<ReachedCapability> Distinct(IEnumerable<ReachedCapability> reached) =>
        [.. reached.DistinctBy(one => (one.Capability, one.Package)).OrderBy(one => one.Capability.ToString(), StringComparer.Ordinal).ThenBy(one => one.Package, StringComparer.Ordinal)];
}
