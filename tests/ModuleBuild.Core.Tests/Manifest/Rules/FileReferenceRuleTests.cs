namespace ModuleBuild.Core.Tests.Manifest.Rules;

public sealed class FileReferenceRuleTests : IDisposable
{
    private readonly ModuleOnDisk _module = new();

    [Fact]
    public void Files_that_are_there()
    {
        _module.WithFile("docs/intro.md").WithFile("notes.md").WithFile("my licence.txt").WithFile("a/1.png").WithFile("s.json", "\uFEFF{}");
        _module.With("readme", "\"docs/intro.md\"").With("changelog", "\"./notes.md\"").With("license", """{ "file": "my licence.txt" }""")
            .With("screenshots", """[ { "path": "a/1.png", "alt": "One" } ]""").With("configuration", """{ "section": "Acme", "schema": "s.json" }""");

        Assert.Empty(_module.Findings());
    }

    [Theory]
    [InlineData("readme", "\"docs/intro.md\"", "(9,13) /readme: 'readme' names 'docs/intro.md'")]
    [InlineData("changelog", "\"notes.md\"", "(9,16) /changelog: 'changelog' names 'notes.md'")]
    [InlineData("license", """{ "file": "LICENSE.txt" }""", "(5,24) /license/file: 'license.file' names 'LICENSE.txt'")]
    [InlineData("screenshots", """[ 1, { "path": "a.png", "alt": "One" } ]""", "(9,33) /screenshots/1/path: 'screenshots[1].path' names 'a.png'")]
    [InlineData("configuration", """{ "section": "A", "schema": "s.json" }""", "(9,48) /configuration/schema: 'configuration.schema' names 's.json'")]
    public void MB0024_it_is_missing(string field, string json, string finding) =>
        Assert.Equal(
            [$"MB0024 error {finding}, which does not exist. Add the file, or correct the path."],
            _module.With(field, json).Findings().Where(found => !found.StartsWith("MB0020", StringComparison.Ordinal)));

    [Fact]
    public void MB0024_it_is_a_folder()
    {
        Directory.CreateDirectory(_module["docs"]);

        Assert.Equal(
            ["MB0024 error (9,13) /readme: 'readme' names 'docs', which is a folder. Add the file, or correct the path."],
            _module.With("readme", "\"docs\"").Findings());
    }

    [Fact]
    public void MB0024_another_program_has_locked_it()
    {
        _module.WithFile("intro.md");
        using var locked = new FileStream(_module["intro.md"], FileMode.Open, FileAccess.ReadWrite, FileShare.None);

        Assert.Equal(
            ["MB0024 error (9,13) /readme: 'readme' names 'intro.md', which cannot be read: another program has locked it. Add the file, or correct the path."],
            _module.With("readme", "\"intro.md\"").Findings());
    }

    [Fact]
    public void MB0024_its_name_differs_in_case()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "The file system tells no case apart.");
        _module.WithFile("docs/Intro.md").With("readme", "\"docs/intro.md\"");

        Assert.Equal(
            ["MB0024 error (9,13) /readme: 'readme' names 'docs/intro.md', which does not exist, but 'docs/Intro.md' does. "
                + "Write it so: many systems tell upper from lower case."],
            _module.Findings());
        Assert.Equal(_module.Text.Replace("docs/intro.md", "docs/Intro.md", StringComparison.Ordinal), _module.Fixed());
    }

    [Theory]
    [InlineData("", "is not valid JSON at line 1, byte 1")]
    [InlineData("{\n  \"type\": }", "is not valid JSON at line 2, byte 11")]
    [InlineData("[]", "is no JSON object, and so no JSON Schema")]
    [InlineData("true", "is no JSON object, and so no JSON Schema")]
    public void MB0024_the_schema_is_no_schema(string text, string problem) =>
        Assert.Equal(
            [$"MB0024 error (9,51) /configuration/schema: 'configuration.schema' names 's.json', which {problem}. Add the file, or correct the path."],
            _module.With("configuration", """{ "section": "Acme", "schema": "s.json" }""").WithFile("s.json", text).Findings());

    [Fact]
    public void MB0024_the_schema_is_too_large() =>
        Assert.Contains(
            "which is larger than 1 MiB.",
            _module.With("configuration", """{ "section": "Acme", "schema": "s.json" }""").WithFile("s.json", new string(' ', (1 << 20) + 1)).Findings().Single(),
            StringComparison.Ordinal);

    [Fact]
    public void MB0024_the_schema_is_nested_too_deep() =>
        Assert.Contains(
            "which is not valid JSON",
            _module.With("configuration", """{ "section": "Acme", "schema": "s.json" }""").WithFile("s.json", new string('[', 100_000)).Findings().Single(),
            StringComparison.Ordinal);

    [Theory]
    [InlineData("readme", "\"../README.md\"", "(9,13) /readme: 'readme' is \"../README.md\", which leads out of a folder with '..'")]
    [InlineData("icon", "\"/icon.png\"", "(9,11) /icon: 'icon' is \"/icon.png\", which is absolute")]
    [InlineData("changelog", "\"a\\u0000b\"", "(9,16) /changelog: 'changelog' is \"a\\u0000b\", which has the control character U+0000")]
    [InlineData("license", """{ "file": "https://example.com/LICENSE" }""", "(5,24) /license/file: 'license.file' is \"https://example.com/LICENSE\", which is a URL, not a file")]
    public void MB0025_it_is_outside(string field, string json, string finding) =>
        Assert.Equal(
            [$"MB0025 error {finding}. Give a path relative to the manifest, inside the module's folder, with '/' between names."],
            _module.With(field, json).Findings());

    [Fact]
    public void MB0025_backslashes_are_rewritten()
    {
        _module.WithFile("docs/intro.md").With("readme", "\"docs\\\\intro.md\"");

        Assert.Equal(
            ["MB0025 error (9,13) /readme: 'readme' is \"docs\\intro.md\", which has a backslash. "
                + "Give a path relative to the manifest, inside the module's folder, with '/' between names."],
            _module.Findings());
        Assert.Equal(_module.Text.Replace("docs\\\\intro.md", "docs/intro.md", StringComparison.Ordinal), _module.Fixed());
    }

    [Fact]
    public void MB0025_a_link_leads_outside()
    {
        _module.WithFile("../elsewhere/intro.md");
        Link("intro.md", _module["../elsewhere/intro.md"]);

        Assert.Equal(
            ["MB0025 error (9,13) /readme: 'readme' is \"intro.md\", which is a symbolic link that leads out of the module's folder. "
                + "Give a path relative to the manifest, inside the module's folder, with '/' between names."],
            _module.With("readme", "\"intro.md\"").Findings());
    }

    [Fact]
    public void MB0025_a_folder_on_the_way_is_a_link()
    {
        _module.WithFile("../elsewhere/a/intro.md");
        Directory.CreateSymbolicLink(_module["docs"], _module["../elsewhere"]);

        Assert.Equal(
            ["MB0025 error (9,13) /readme: 'readme' is \"docs/a/intro.md\", where 'docs' is a symbolic link that leads out of the module's folder. "
                + "Give a path relative to the manifest, inside the module's folder, with '/' between names."],
            _module.With("readme", "\"docs/a/intro.md\"").Findings());
    }

    public void Dispose() => _module.Dispose();

    private void Link(string name, string target) => File.CreateSymbolicLink(_module[name], target);
}
