using System.Collections.Immutable;
using System.Text.RegularExpressions;
using System.Xml;

namespace ModuleBuild.Cli.Projects;

/// <summary>
/// What the text of a project, or of a file that projects import, names. Conditions are not looked at: what is named under any counts.
/// Evaluating a thousand projects would take a minute; this takes a quarter of a second.
/// </summary>
/// <param name="References">Projects that it references, as written.</param>
/// <param name="Imports">Files that it imports, as written.</param>
/// <param name="Files">Other files that may lie outside of the project's folder, as written.</param>
/// <param name="PackageId">Its <c>PackageId</c>, or null.</param>
internal sealed partial record ProjectText(ImmutableArray<string> References, ImmutableArray<string> Imports, ImmutableArray<string> Files, string? PackageId)
{
    private const string FileAbove = "$(_)/";

    private static readonly XmlReaderSettings Settings = new() { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, IgnoreComments = true, IgnoreWhitespace = true };

    // Their Include is a name and no path.
    private static readonly HashSet<string> Names = new(StringComparer.OrdinalIgnoreCase)
    {
        "PackageReference", "PackageVersion", "GlobalPackageReference", "FrameworkReference", "Using", "InternalsVisibleTo", "AssemblyAttribute", "AssemblyMetadata",
    };

    /// <summary>Reads it.</summary>
    /// <param name="path">Absolute path.</param>
    /// <returns>Null where it cannot be read, or is no XML.</returns>
    public static ProjectText? Read(string path)
    {
        try
        {
            using var reader = XmlReader.Create(path, Settings);
            return Read(reader);
        }
        catch (Exception e) when (e is XmlException or IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static ProjectText Read(XmlReader reader)
    {
        var references = ImmutableArray.CreateBuilder<string>();
        var imports = ImmutableArray.CreateBuilder<string>();
        var files = ImmutableArray.CreateBuilder<string>();
        string? id = null;
        var element = string.Empty;
        while (reader.Read())
        {
            if (reader.NodeType == XmlNodeType.Element)
            {
                element = reader.LocalName;
                if (element == "Import" && reader.GetAttribute("Sdk") is null)
                {
                    imports.AddRange(Split(reader.GetAttribute("Project")).Select(WithFileAbove));
                }
                else if (element == "ProjectReference")
                {
                    references.AddRange(Split(reader.GetAttribute("Include")));
                }
                else if (!Names.Contains(element))
                {
                    files.AddRange(Split(reader.GetAttribute("Include")).Where(MayLeaveItsFolder));
                }
            }
            else if (reader.NodeType == XmlNodeType.Text)
            {
                id = element == "PackageId" && !reader.Value.Contains('$', StringComparison.Ordinal) ? reader.Value.Trim() : id;
                files.AddRange(Split(reader.Value).Where(LeavesItsFolder));
            }
        }

        return new ProjectText(references.ToImmutable(), imports.ToImmutable(), files.ToImmutable(), id);
    }

    private static string[] Split(string? text) => (text ?? string.Empty).Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    private static bool MayLeaveItsFolder(string path) =>
        path.AsSpan().ContainsAny('/', '\\') && (LeavesItsFolder(path) || path.Contains("$(", StringComparison.Ordinal) || Path.IsPathRooted(path));

    private static bool LeavesItsFolder(string path) =>
        path.Contains("../", StringComparison.Ordinal) || path.Contains("..\\", StringComparison.Ordinal);

    // The usual way in which a Directory.Build.props takes in the one above it.
    private static string WithFileAbove(string path) =>
        FileAboveCall().Match(path) is { Success: true } call ? $"{FileAbove}{call.Groups["name"].Value}" : path;

    [GeneratedRegex(@"\[MSBuild\]::GetPathOfFileAbove\(\s*['""]?(?<name>[\w.-]+)", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex FileAboveCall();
}
