using System.Text;
using ModuleBuild.Core.Diagnostics;
using ModuleBuild.Core.Manifest;

namespace ModuleBuild.Core.Tests.Manifest.Reading;

/// <summary>The smallest manifest without findings, with one field put in or replaced: a required one stays on its line, others are line 8.</summary>
internal static class SmallManifest
{
    private static readonly (string Name, string Line)[] Fields =
    [
        ("manifestVersion", "\"manifestVersion\": 1"),
        ("name", "\"name\": \"Orders\""),
        ("summary", "\"summary\": \"Imports orders every day.\""),
        ("license", "\"license\": \"MIT\""),
        ("host", "\"host\": {\"Acme.Gateway\": \"[8.3,9.0)\"}"),
        ("entryPoints", "\"entryPoints\": [{\"scope\": \"server\", \"type\": \"Acme.OrdersModule\"}]"),
    ];

    /// <summary>The text with a field such as <c>"tags": ["a"]</c>; empty for none.</summary>
    public static string With(string field)
    {
        var lines = Fields.Select(known => field.StartsWith($"\"{known.Name}\":", StringComparison.Ordinal) ? field : known.Line).ToList();
        if (field.Length > 0 && !lines.Contains(field))
        {
            lines.Add(field);
        }

        return $"{{\n  {string.Join(",\n  ", lines)}\n}}\n";
    }

    public static ManifestReading Read(string field) => ManifestReader.Read("module.json", Encoding.UTF8.GetBytes(With(field)));

    /// <summary>The manifest without findings.</summary>
    public static ModuleManifest Manifest(string field)
    {
        var reading = Read(field);
        Assert.Empty(reading.Findings);
        return reading.Document!.Manifest;
    }

    /// <summary>Each finding as <c>line,column code message</c>.</summary>
    public static string[] Say(string field) => [.. Read(field).Findings.Select(finding =>
        FormattableString.Invariant($"{finding.Location.Line},{finding.Location.Column} {finding.Code} {finding.Message}"))];

    /// <summary>One finding with its subject and with what its fix makes of the field; null where it has none.</summary>
    public static void Finds(string field, string said, string subject, string? mended)
    {
        var finding = Assert.Single(Read(field).Findings);
        Assert.Equal([said], Say(field));
        Assert.Equal(subject, finding.Subject);
        Assert.Equal(mended is null ? null : With(mended), finding.Fix is null ? null : Fixed(field));
    }

    /// <summary>The text after one run of all fixes.</summary>
    public static string Fixed(string field) => Encoding.UTF8.GetString(FixApplier.Apply(Encoding.UTF8.GetBytes(With(field)), Read(field).Findings).Content);
}
