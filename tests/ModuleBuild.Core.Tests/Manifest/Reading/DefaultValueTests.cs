using ModuleBuild.Core.Diagnostics;

namespace ModuleBuild.Core.Tests.Manifest.Reading;

/// <summary>MB0019: a field that says what holds without it.</summary>
public sealed class DefaultValueTests
{
    [Theory]
    [InlineData("\"loadAfter\": []", "8,3 MB0019 'loadAfter' holds its default. Delete it.", "/loadAfter", "")]
    [InlineData("\"tags\": []", "8,3 MB0019 'tags' holds its default. Delete it.", "/tags", "")]
    [InlineData("\"dependencies\": { }", "8,3 MB0019 'dependencies' holds its default. Delete it.", "/dependencies", "")]
    [InlineData("\"links\": {}", "8,3 MB0019 'links' holds its default. Delete it.", "/links", "")]
    [InlineData("\"metadata\": {}", "8,3 MB0019 'metadata' holds its default. Delete it.", "/metadata", "")]
    [InlineData("\"permissions\": {}", "8,3 MB0019 'permissions' holds its default. Delete it.", "/permissions", "")]
    [InlineData("\"readme\": \"README.md\"", "8,3 MB0019 'readme' holds its default. Delete it.", "/readme", "")]
    [InlineData("\"changelog\": \"CHANGELOG.md\"", "8,3 MB0019 'changelog' holds its default. Delete it.", "/changelog", "")]
    [InlineData("\"lifecycle\": {\"unloadable\": false, \"stopTimeout\": \"00:00:01\"}", "8,17 MB0019 'lifecycle.unloadable' holds its default. Delete it.", "/lifecycle/unloadable", "\"lifecycle\": {\"stopTimeout\": \"00:00:01\"}")]
    [InlineData("\"sandbox\": {\"isolation\": \"assembly\"}", "8,15 MB0019 'sandbox.isolation' holds its default. Delete it.", "/sandbox/isolation", "\"sandbox\": {}")]
    [InlineData("\"dependencies\": {\"A\": {\"version\": \"1\", \"kind\": \"required\"}}", "8,42 MB0019 'dependencies.A.kind' holds its default. Delete it.", "/dependencies/A/kind", "\"dependencies\": {\"A\": {\"version\": \"1\"}}")]
    [InlineData("\"health\": {\"checks\": [{\"name\": \"a\", \"failureStatus\": \"Unhealthy\"}]}", "8,39 MB0019 'health.checks[0].failureStatus' holds its default. Delete it.", "/health/checks/0/failureStatus", "\"health\": {\"checks\": [{\"name\": \"a\"}]}")]
    public void Written_out(string field, string said, string subject, string mended) => SmallManifest.Finds(field, said, subject, mended);

    [Fact]
    public void It_is_a_note() => Assert.Equal(Severity.Note, Assert.Single(SmallManifest.Read("\"tags\": []").Findings).Severity);

    [Fact]
    public void A_default_outlives_its_note_in_the_manifest() =>
        Assert.Equal("README.md", SmallManifest.Read("\"readme\": \"README.md\"").Document!.Manifest.Readme);
}
