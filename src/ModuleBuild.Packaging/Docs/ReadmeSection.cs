using ModuleBuild.Packaging.Docs.Graph;
using ModuleBuild.Packaging.Docs.Markdown;
using ModuleBuild.Packaging.Docs.Sections;

namespace ModuleBuild.Packaging.Docs;

/// <summary>
/// What stands between the markers of a README: what someone needs who is about to install the module. Facts are a table, not badges:
/// badges are pictures from somebody's server, which private feeds and offline readers cannot reach.
/// </summary>
internal static class ReadmeSection
{
    // NuGet's own limit of an id; what meets it is safe in a shell as it stands.
    private const int LongestId = 100;

    /// <summary>Renders the section.</summary>
    /// <param name="request">All that it is made from.</param>
    public static string Render(DocsRequest request)
    {
        var manifest = request.Manifest;
        var closure = MergedClosure.Of(request.Closures);
        var section = new MarkdownDocument();
        DeprecationNotice.Write(section, manifest.Deprecated);
        section.Paragraph(MarkdownText.Inline(manifest.Summary));
        section.Table(
            ["Module", "Licence", "Target frameworks"],
            [[MarkdownText.Code(manifest.Id), FactsSection.LicenseText(manifest.License), MarkdownText.Codes(closure.TargetFrameworks)]]);
        WriteInstall(section, manifest.Id);
        PermissionsSection.Write(section, manifest);
        SettingsSection.Write(section, request);
        CompatibilitySection.Write(section, manifest);
        DependenciesSection.WriteGraph(section, manifest, closure);
        return section.ToString();
    }

    private static void WriteInstall(MarkdownDocument section, string? id)
    {
        if (id is { Length: > 0 and <= LongestId } && id.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_') && id[0] != '-')
        {
            section.Heading(2, "Install");
            section.Fence("shell", [$"dotnet add package {id}"]);
        }
    }
}
