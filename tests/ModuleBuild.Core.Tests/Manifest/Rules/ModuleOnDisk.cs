using System.Text;
using ModuleBuild.Core.Diagnostics;
using ModuleBuild.Core.Manifest;
using ModuleBuild.Testing;

namespace ModuleBuild.Core.Tests.Manifest.Rules;

/// <summary>
/// A module's folder with a manifest that has no findings, a field a line: manifestVersion on line 2, name 3, summary 4, license 5,
/// links 6, host 7, entryPoints 8, and from 9 what a test adds.
/// </summary>
internal sealed class ModuleOnDisk : IDisposable
{
    private readonly TemporaryFolder _root = new();
    private readonly List<(string Name, string Json)> _fields =
    [
        ("manifestVersion", "1"),
        ("name", "\"Acme Orders\""),
        ("summary", "\"Imports orders from a feed.\""),
        ("license", "\"MIT\""),
        ("links", """{ "repository": "https://example.com/orders" }"""),
        ("host", """{ "Acme.Gateway": "[8.3,9.0)" }"""),
        ("entryPoints", """[ { "scope": "gateway", "type": "Acme.Orders.OrdersModule" } ]"""),
    ];

    /// <summary>The module's folder: not the topmost, so that a test can put files above it.</summary>
    public string Folder => Directory.CreateDirectory(_root["module"]).FullName;

    public string ManifestPath => Path.Combine(Folder, "module.json");

    public string Text => $"{{\n{string.Join(",\n", _fields.Select(entry => $"  \"{entry.Name}\": {entry.Json}"))}\n}}\n";

    public string this[string relativePath] => Path.GetFullPath(Path.Combine(Folder, relativePath));

    /// <summary>Sets a field to JSON.</summary>
    public ModuleOnDisk With(string name, string json)
    {
        var index = _fields.FindIndex(field => field.Name == name);
        if (index < 0)
        {
            _fields.Add((name, json));
        }
        else
        {
            _fields[index] = (name, json);
        }

        return this;
    }

    public ModuleOnDisk Without(string name)
    {
        _fields.RemoveAll(field => field.Name == name);
        return this;
    }

    public ModuleOnDisk WithFile(string relativePath, string text = "text\n") => WithFile(relativePath, Encoding.UTF8.GetBytes(text));

    public ModuleOnDisk WithFile(string relativePath, byte[] content)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(this[relativePath])!);
        File.WriteAllBytes(this[relativePath], content);
        return this;
    }

    public ModuleValidation Validate(ProjectFacts? project = null)
    {
        File.WriteAllText(ManifestPath, Text);
        return ModuleValidator.Validate(ManifestPath, project ?? ProjectFacts.None);
    }

    /// <summary>Every finding, whole: <c>MB0010 error (9,14) /version: message</c>.</summary>
    public string[] Findings(ProjectFacts? project = null) => [.. Validate(project).Findings.Select(Shown)];

    /// <summary>The manifest's text after all fixes.</summary>
    public string Fixed(ProjectFacts? project = null)
    {
        var findings = Validate(project).Findings;
        return Encoding.UTF8.GetString(FixApplier.Apply(Encoding.UTF8.GetBytes(Text), findings).Content);
    }

    public void Dispose() => _root.Dispose();

    private string Shown(Finding finding)
    {
        Assert.Equal(ManifestPath, finding.Location.File);
        var severity = finding.Severity.ToString().ToLowerInvariant();
        return $"{finding.Code} {severity} ({finding.Location.Line},{finding.Location.Column}) {finding.Subject}: {finding.Message}";
    }
}
