using ModuleBuild.Core.Diagnostics;
using ModuleBuild.Core.Manifest;

namespace ModuleBuild.Core.Tests.Manifest.Rules;

public sealed class ModuleValidatorTests : IDisposable
{
    private static readonly ProjectFacts Project = new()
    {
        ProjectFile = Path.GetFullPath("Acme.Orders.csproj"),
        PackageId = "Acme.Orders",
        Version = "1.2.0",
    };

    private readonly ModuleOnDisk _module = new();

    [Fact]
    public void A_right_manifest_has_no_findings()
    {
        Assert.Empty(_module.Findings());
        Assert.Empty(_module.Findings(Project));
    }

    [Fact]
    public void MB0001_the_manifest_is_missing()
    {
        var path = _module["module.json"];

        var validation = ModuleValidator.Validate(path, Project);

        Assert.Equal(
            [new Finding(
                DiagnosticCatalog.ManifestMissing,
                $"'{path}' was not found beside the project. Run 'modulebuild init' to write one from the project.",
                new SourceLocation(path))],
            validation.Findings);
        Assert.Null(validation.Document);
        Assert.Null(validation.Manifest);
        Assert.Equal([path], validation.ConsultedFiles);
    }

    [Fact]
    public void MB0001_its_folder_is_missing() =>
        Assert.Equal(["MB0001"], ModuleValidator.Validate(_module["no/such/module.json"], Project).Findings.Select(finding => finding.Code));

    [Fact]
    public void A_folder_in_the_manifests_place_is_the_readers_finding()
    {
        Directory.CreateDirectory(_module["module.json"]);

        Assert.Equal(["MB0026"], ModuleValidator.Validate(_module["module.json"], Project).Findings.Select(finding => finding.Code));
    }

    [Fact]
    public void The_path_is_shown_as_it_was_given()
    {
        _module.With("name", "\"TODO\"").Validate();
        var relative = Path.GetRelativePath(Environment.CurrentDirectory, _module.ManifestPath);

        var validation = ModuleValidator.Validate(relative, ProjectFacts.None);

        Assert.Equal([new SourceLocation(relative, 3, 11)], validation.Findings.Select(finding => finding.Location));
        Assert.Contains(_module.ManifestPath, validation.ConsultedFiles);
    }

    [Fact]
    public void Findings_of_reader_and_rules_stand_in_the_order_of_the_file()
    {
        _module.With("name", "\"Sample Module\"").With("summary", "\"Short\"").Without("links").With("icon", "\"icon.png\"").With("zzz", "1");

        Assert.Equal(
            ["MB0018 (1,1)", "MB0014 (3,11)", "MB0013 (4,14)", "MB0016 (8,11)", "MB0004 (9,3)"],
            _module.Validate().Findings.Select(finding => $"{finding.Code} ({finding.Location.Line},{finding.Location.Column})"));
    }

    [Fact]
    public void MB0008_id_differs_from_the_package_id()
    {
        _module.With("id", "\"Acme.Order\"");

        Assert.Equal(
            ["MB0008 error (9,9) /id: Id 'Acme.Order' differs from the PackageId 'Acme.Orders' of Acme.Orders.csproj. "
                + "Delete 'id' here (MSBuild is the source), or make them equal."],
            _module.Findings(Project));
        Assert.Equal(_module.Text.Replace(",\n  \"id\": \"Acme.Order\"", "", StringComparison.Ordinal), _module.Fixed(Project));
    }

    [Theory]
    [InlineData("acme.orders", true)]
    [InlineData("Acme.Orders", false)]
    public void MB0008_upper_and_lower_case_differ(string id, bool isFound) =>
        Assert.Equal(isFound, _module.With("id", $"\"{id}\"").Findings(Project).Length == 1);

    [Fact]
    public void MB0010_version_differs_from_the_projects()
    {
        _module.With("version", "\"1.1.0\"");

        Assert.Equal(
            ["MB0010 error (9,14) /version: Version 1.1.0 differs from the project's version 1.2.0. Delete 'version' here: MSBuild is the source."],
            _module.Findings(Project));
        Assert.Equal(_module.Text.Replace(",\n  \"version\": \"1.1.0\"", "", StringComparison.Ordinal), _module.Fixed(Project));
    }

    [Theory]
    [InlineData("1.2.0", "1.2", false)]
    [InlineData("1.2.0", "1.2.0.0", false)]
    [InlineData("1.2.0", "1.2.0+abc", false)]
    [InlineData("1.2.0-beta.1", "1.2.0", true)]
    [InlineData("1.2.0", "1.2.0.1", true)]
    [InlineData("1.2.0", "not a version", false)]
    [InlineData("1.2.0", null, false)]
    public void MB0010_compares_as_NuGet_does(string version, string? projects, bool isFound) =>
        Assert.Equal(isFound, _module.With("version", $"\"{version}\"").Findings(Project with { Version = projects }).Length == 1);

    [Fact]
    public void MB0018_no_link_to_the_repository()
    {
        _module.With("links", """{ "homepage": "https://example.com" }""");

        Assert.Equal(
            ["MB0018 warning (6,12) /links/repository: There is no 'links.repository'. Add it, or set <RepositoryUrl> in the project."],
            _module.Findings());
        Assert.Empty(_module.Findings(Project with { RepositoryUrl = "https://example.com/orders" }));
    }

    [Fact]
    public void MB0018_a_wrong_link_is_one_finding() =>
        Assert.Equal(
            ["MB0017"], _module.With("links", """{ "repository": "http://example.com" }""").Validate().Findings.Select(finding => finding.Code));

    [Fact]
    public void What_the_project_supplies_need_not_stand_in_the_manifest()
    {
        _module.Without("name").Without("license");

        Assert.Equal(["/license", "/name"], _module.Validate(Project).Findings.Select(finding => finding.Subject).Order(StringComparer.Ordinal));
        Assert.Empty(_module.Findings(Project with { Title = "Acme Orders", LicenseExpression = "MIT" }));
        Assert.Empty(_module.Findings(Project with { Title = "Acme Orders", LicenseFile = "LICENSE.txt" }));
        Assert.Equal(
            ["MB0003 /name"],
            _module.Validate(Project with { Title = new string('x', 65), LicenseExpression = "MIT" })
                .Findings.Select(finding => $"{finding.Code} {finding.Subject}"));
    }

    [Fact]
    public void Only_the_project_can_not_supply_a_summary() =>
        Assert.Equal(
            ["MB0003 /summary"],
            _module.Without("summary").Validate(Project with { Description = "Imports orders." })
                .Findings.Select(finding => $"{finding.Code} {finding.Subject}"));

    [Fact]
    public void Every_file_that_could_change_a_finding_is_named()
    {
        _module.With("icon", "\"icon.png\"").With("readme", "\"docs/intro.md\"").With("configuration", """{ "section": "Acme", "schema": "s.json" }""");

        Assert.Equal(
            new[] { "COPYING", "LICENCE", "LICENSE", "LICENSE.md", "LICENSE.txt", "docs/intro.md", "icon.png", "module.json", "s.json" }
                .Select(name => _module[name]),
            _module.Validate().ConsultedFiles);
    }

    [Fact]
    public void A_manifest_that_is_not_read_has_the_readers_findings_alone()
    {
        var validation = _module.With("manifestVersion", "99").With("icon", "\"icon.png\"").Validate(Project);

        Assert.Equal(["MB0005"], validation.Findings.Select(finding => finding.Code));
        Assert.Null(validation.Manifest);
    }

    [Fact]
    public void Bytes_can_be_judged_before_they_are_written()
    {
        var reading = ManifestReader.Read(_module.ManifestPath, System.Text.Encoding.UTF8.GetBytes(_module.With("icon", "\"icon.png\"").Text));

        var validation = ModuleValidator.Validate(_module.ManifestPath, reading, Project);

        Assert.Equal(["MB0016"], validation.Findings.Select(finding => finding.Code));
        Assert.Equal("Acme.Orders", validation.Manifest?.Id);
    }

    public void Dispose() => _module.Dispose();
}
