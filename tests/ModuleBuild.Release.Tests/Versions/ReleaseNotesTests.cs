using System.Collections.Immutable;
using ModuleBuild.Core.Capabilities;
using ModuleBuild.Core.Changelogs;
using ModuleBuild.Core.Compatibility;
using ModuleBuild.Release.Versions;
using NuGet.Versioning;

namespace ModuleBuild.Release.Tests.Versions;

public sealed class ReleaseNotesTests
{
    [Fact]
    public void Notes_tell_changelog_api_capabilities_and_components()
    {
        var old = Evidence("1.2.0", ["network:connect:a.example", "file:read:*"], ("Acme.Http", "1.0.0"), ("Acme.Old", "1.0.0"));
        var current = Evidence("1.4.0", ["network:connect:a.example", "network:connect:b.example"], ("Acme.Http", "1.1.0"), ("Acme.New", "2.0.0")) with
        {
            Changelog = Changelog.Read("## [Unreleased]\n\n- Later.\n\n## [1.4.0]\n\n### Added\n\n- Four.\n\n## [1.3.0]\n\n- Three.\n\n## [1.2.0]\n\n- Two.\n"),
            Compatibility = new CompatibilityReport("Acme.A", "1.4.0", "net10.0", new ApiCompatibility(NuGetVersion.Parse("1.2.0"), null,
                [new("CP0001", true, "Acme.Thing", "removed", "T:Acme.Thing"), new("CP0001", false, "Acme.List<T>", "added", "T:Acme.List`1")]), []),
        };

        Assert.Equal(
            """
            # Acme.A 1.4.0

            Since 1.2.0.

            ## Changes in 1.4.0

            ### Added

            - Four.

            ## Changes in 1.3.0

            - Three.

            ## Public API

            - **Breaking:** `Acme.Thing` removed
            - `Acme.List<T>` added

            ## What it can do

            - New: `network:connect:b.example`, by `Acme.A`
            - Gone: `file:read:*`

            ## What runs with it

            - New: `Acme.New 2.0.0`
            - `Acme.Http`: 1.0.0 → 1.1.0
            - Gone: `Acme.Old 1.0.0`

            """,
            ReleaseNotes.Of(old, current));
    }

    [Fact]
    public void Same_evidence_gives_no_sections()
    {
        var evidence = Evidence("1.2.0", ["file:read:*"], ("Acme.Http", "1.0.0"));

        Assert.Equal("# Acme.A 1.2.0\n\nSince 1.2.0.\n", ReleaseNotes.Of(evidence, evidence));
    }

    [Fact]
    public void Missing_evidence_is_said()
    {
        var old = Evidence("1.2.0", []) with { Capabilities = null };

        Assert.Contains("- Not compared: 1.2.0 carries no capabilities.json.\n", ReleaseNotes.Of(old, Evidence("1.3.0", [])), StringComparison.Ordinal);
    }

    [Fact]
    public void Names_of_packages_stay_in_their_line()
    {
        var notes = ReleaseNotes.Of(Evidence("1.0.0", []), Evidence("1.1.0", [], ("Evil`\n## Heading", "1.0.0")));

        Assert.Contains("- New: `Evil' ## Heading 1.0.0`\n", notes, StringComparison.Ordinal);
    }

    private static ReleasedEvidence Evidence(string version, string[] capabilities, params (string Name, string Version)[] components) => new("Acme.A", NuGetVersion.Parse(version))
    {
        Capabilities = new CapabilityReport("Acme.A", version, "map", [.. capabilities.Select(text => new ReachedCapability(Parse(text), "Acme.A", []))], []),
        Components = components.ToImmutableSortedDictionary(component => component.Name, component => component.Version),
    };

    private static Capability Parse(string text)
    {
        var kind = text[..text.LastIndexOf(':')];
        var target = text[(kind.Length + 1)..];
        return new Capability(kind, target == "*" ? null : target);
    }
}
