using System.Text.Json;
using ModuleBuild.Core.Policy;
using ModuleBuild.Core.Resolution.Requests;
using ModuleBuild.Testing;

namespace ModuleBuild.Core.Tests.Policy;

public sealed class WorkspaceSettingsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public void Without_the_file_the_defaults_count()
    {
        var (settings, findings) = WorkspaceSettings.Read(_folder.Path);

        Assert.Empty(findings);
        Assert.Same(WorkspaceSettings.Default, settings);
        Assert.Equal(ResolutionPolicy.Default, settings!.Resolution.ToPolicy(ResolutionPolicy.Default));
    }

    [Fact]
    public void A_file_that_nests_too_deep_is_not_called_a_manifest()
    {
        _folder.Write("modulebuild.json", new string('[', 10_000));

        var finding = Assert.Single(WorkspaceSettings.Read(_folder.Path).Findings);

        Assert.Equal("The workspace file cannot be used: objects and arrays nest deeper than 64 levels. Make it flatter.", finding.Message);
    }

    [Theory]
    [InlineData("")]
    [InlineData(" \n")]
    [InlineData("{}")]
    public void A_file_that_says_nothing_marks_a_workspace(string text)
    {
        _folder.Write("modulebuild.json", text);

        Assert.Equal(WorkspaceSettings.Default, WorkspaceSettings.Read(_folder.Path).Settings);
    }

    [Fact]
    public void Everything_that_can_be_said_is_understood()
    {
        _folder.Write("modulebuild.json", """
            {
              "$schema": "x",
              "x-team": 1,
              "resolution": {
                "strategy": "security_first",
                "prerelease": "prefer-stable",
                "unlisted": "exact-root-only",
                "metric": "memory",
                "hosts": { "Acme.Gateway": "8.4.0" },
                "platform": "linux-x64",
                "conflictBudget": 5000,
                "exclude": [{ "id": "Acme.Catalog", "versions": "[2.3.0]", "reason": "Loses orders." }],
                "override": [{ "id": "Acme.Billing", "versions": "[3.0,4.0)", "reason": "Tested by us." }],
                "sources": ["./feed", "https://example.com/v3/index.json", "nuget.org"],
                "x-note": "ours"
              }
            }
            """);

        var (settings, findings) = WorkspaceSettings.Read(_folder.Path);

        Assert.Empty(findings);
        var resolution = settings!.Resolution;
        Assert.Equal(
            (ResolutionStrategy.SecurityFirst, PrereleasePolicy.PreferStable, UnlistedPolicy.ExactRootOnly, "memory", "linux-x64", 5000),
            (resolution.Strategy, resolution.Prerelease, resolution.Unlisted, resolution.Metric, resolution.Platform, resolution.ConflictBudget));
        Assert.Equal("8.4.0", resolution.Hosts["acme.gateway"].ToString());
        Assert.Equal("Acme.Catalog [2.3.0] Loses orders.", Assert.Single(resolution.Exclusions) is var e ? $"{e.Id} {e.Range} {e.Reason}" : "");
        Assert.Equal("Acme.Billing [3.0,4.0) Tested by us.", Assert.Single(resolution.Overrides) is var o ? $"{o.Id} {o.Range} {o.Reason}" : "");
        Assert.Equal([_folder["feed"], "https://example.com/v3/index.json", "nuget.org"], resolution.Sources);
        Assert.Equal(5000, resolution.ToPolicy(ResolutionPolicy.Default).ConflictBudget);
    }

    [Theory]
    [InlineData("[]", "(1,1) it holds an empty array; expected an object such as {\"resolution\": {}}.")]
    [InlineData("{ \"resolutoin\": {} }", "(1,3) it has no field 'resolutoin'. Did you mean 'resolution'?")]
    [InlineData("{ \"team\": {} }", "(1,3) it has no field 'team'. Delete it; a field of your own starts with 'x-'.")]
    [InlineData("{ \"resolution\": 1 }", "(1,17) 'resolution' is the number 1; expected an object.")]
    [InlineData("{ \"resolution\": { \"strategy\": \"lattest\" } }", "(1,31) 'resolution.strategy' is \"lattest\". Did you mean \"latest\"?")]
    [InlineData("{ \"resolution\": { \"strategy\": \"best\" } }", "(1,31) 'resolution.strategy' is \"best\". Expected one of \"highest-minor\", \"highest-patch\", \"latest\", \"latest-compatible\", \"lowest\", \"performance-first\", \"security-first\".")]
    [InlineData("{ \"resolution\": { \"strategy\": null } }", "(1,31) 'resolution.strategy' is null; expected a string.")]
    [InlineData("{ \"resolution\": { \"metric\": \" \" } }", "(1,29) 'resolution.metric' is empty.")]
    [InlineData("{ \"resolution\": { \"platform\": \"Linux\" } }", "(1,31) 'resolution.platform' is \"Linux\"; expected a runtime identifier such as \"linux-x64\".")]
    [InlineData("{ \"resolution\": { \"conflictBudget\": 0 } }", "(1,37) 'resolution.conflictBudget' is the number 0; expected a whole number from 1 on.")]
    [InlineData("{ \"resolution\": { \"conflictBudget\": 1.5 } }", "(1,37) 'resolution.conflictBudget' is the number 1.5; expected a whole number from 1 on.")]
    [InlineData("{ \"resolution\": { \"hosts\": { \"A\": \"8.x\" } } }", "(1,35) 'resolution.hosts.A' is \"8.x\"; expected a version such as \"2.1.0\".")]
    [InlineData("{ \"resolution\": { \"hosts\": { \"A\": \"8\", \"a\": \"9\" } } }", "(1,40) 'resolution.hosts.a' is there twice, in upper or lower case. Delete one of them.")]
    [InlineData("{ \"resolution\": { \"hosts\": { \"A B\": \"8\" } } }", "(1,30) the id 'A B' has a space.")]
    [InlineData("{ \"resolution\": { \"exclude\": [{ \"id\": \"A\", \"versions\": \"1.0\" }] } }", "(1,31) 'resolution.exclude[0].reason' is missing. Say why; it is shown wherever the rule matters.")]
    [InlineData("{ \"resolution\": { \"exclude\": [{ \"id\": \"A\", \"versions\": \"1.0\", \"reason\": \"\" }] } }", "(1,73) 'resolution.exclude[0].reason' is empty.")]
    [InlineData("{ \"resolution\": { \"override\": [{ \"id\": \"A\", \"versions\": \"^1\", \"reason\": \"r\" }] } }", "(1,57) 'resolution.override[0].versions' is \"^1\", which is no version range. Write \"[1.0.0,2.0.0)\", which means the same.")]
    [InlineData("{ \"resolution\": { \"override\": [\"A\"] } }", "(1,32) 'resolution.override[0]' is the string \"A\"; expected an object with \"id\", \"versions\" and \"reason\".")]
    [InlineData("{ \"resolution\": { \"sources\": [\"\"] } }", "(1,31) 'resolution.sources[0]' is empty.")]
    [InlineData("{ \"resolution\": {}, \"resolution\": {} }", "(1,21) 'resolution' is given twice, first at line 1, column 3. Keep one.")]
    public void What_is_not_understood_is_told_with_its_place(string text, string expected)
    {
        var path = _folder.Write("modulebuild.json", text);

        var (settings, findings) = WorkspaceSettings.Read(_folder.Path);

        Assert.Null(settings);
        var finding = Assert.Single(findings);
        Assert.Equal(("MB1024", path), (finding.Code, finding.Location.File));
        Assert.Equal(expected, finding.Message.Replace("The workspace file cannot be used: ", $"({finding.Location.Line},{finding.Location.Column}) ", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("../store.git", "store.git")]
    [InlineData("https://example.com/acme/state.git", "https://example.com/acme/state.git")]
    [InlineData("git@example.com:acme/state.git", "git@example.com:acme/state.git")]
    public void Store_is_a_folder_from_the_file_on_or_an_address(string written, string expected)
    {
        _folder.Write("workspace/modulebuild.json", $$"""{ "release": { "store": "{{written}}", "signCommits": true, "publish": { "source": "./feed", "prerelease": false } } }""");

        var release = WorkspaceSettings.Read(_folder["workspace"]).Settings!.Release;

        Assert.Equal(expected == written ? expected : _folder[expected], release.Store);
        Assert.True(release.SignsCommits);
        Assert.Equal((_folder["workspace/feed"], false, true, false), (release.PublishSource, release.AllowsPrerelease, release.RequiresChangelog, release.RequiresSignature));
    }

    [Fact]
    public void All_problems_are_told_in_one_run_in_the_order_of_the_file()
    {
        _folder.Write("modulebuild.json", """
            {
              "resolution": { "strategy": 1, "platfrom": "x" },
              "polcy": {}
            }
            """);

        var (_, findings) = WorkspaceSettings.Read(_folder.Path);

        Assert.Equal([(2, 31), (2, 34), (3, 3)], findings.Select(finding => (finding.Location.Line, finding.Location.Column)));
    }

    [Fact]
    public void A_folder_in_its_place_is_no_settings()
    {
        Directory.CreateDirectory(_folder["modulebuild.json"]);

        Assert.Equal("The workspace file cannot be used: it is a folder.", Assert.Single(WorkspaceSettings.Read(_folder.Path).Findings).Message);
    }

    [Fact]
    public void The_schema_has_the_fields_and_words_of_the_reader()
    {
        using var schema = JsonDocument.Parse(WorkspaceSchema.Text);
        var properties = schema.RootElement.GetProperty("properties");
        var resolution = properties.GetProperty("resolution").GetProperty("properties");

        Assert.Equal(WorkspaceSettings.Fields, NamesOf(properties));
        Assert.Equal(ResolutionSection.Fields, NamesOf(resolution));
        var security = properties.GetProperty("security").GetProperty("properties");
        Assert.Equal(SecuritySection.Fields, NamesOf(security));
        Assert.Equal(ExceptionList.Fields, NamesOf(security.GetProperty("exceptions").GetProperty("items").GetProperty("properties")));
        var release = properties.GetProperty("release").GetProperty("properties");
        Assert.Equal(ReleaseSection.Fields, NamesOf(release));
        Assert.Equal(ReleaseSection.PublishFields, NamesOf(release.GetProperty("publish").GetProperty("properties")));
        Assert.Equal(UpdateSection.Fields, NamesOf(properties.GetProperty("update").GetProperty("properties")));
        Assert.Equal(SecuritySection.SeverityWords, TextsOf(security.GetProperty("severities").GetProperty("additionalProperties")));
        Assert.Equal(SecuritySection.Thresholds, TextsOf(security.GetProperty("advisoryThreshold")));
        Assert.Equal(PolicyWords.Strategies.Keys, WordsOf("strategy"));
        Assert.Equal(PolicyWords.Prereleases.Keys, WordsOf("prerelease"));
        Assert.Equal(PolicyWords.Unlisted.Keys, WordsOf("unlisted"));

        static IEnumerable<string> TextsOf(JsonElement o) => o.GetProperty("enum").EnumerateArray().Select(word => word.GetString()!);

        static IEnumerable<string> NamesOf(JsonElement o) => o.EnumerateObject().Select(property => property.Name);

        IEnumerable<string> WordsOf(string name) =>
            resolution.GetProperty(name).GetProperty("enum").EnumerateArray().Select(word => word.GetString()!).Order(StringComparer.OrdinalIgnoreCase);
    }

    public void Dispose() => _folder.Dispose();
}
