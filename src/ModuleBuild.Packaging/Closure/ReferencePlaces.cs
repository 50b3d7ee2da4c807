using System.Xml;
using ModuleBuild.Core.Diagnostics;
using ModuleBuild.Core.Resolution.Checks;

namespace ModuleBuild.Packaging.Closure;

/// <summary>
/// Finds the element of a reference: MSBuild tells which file an item came from, and the file is read as XML for the line. Nothing is
/// read before something is to be reported.
/// </summary>
/// <param name="items">The items of the project.</param>
public sealed class ReferencePlaces(IReadOnlyList<ReferenceItem> items) : IReferencePlaces
{
    private static readonly XmlReaderSettings Settings = new() { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null };

    /// <inheritdoc/>
    public SourceLocation? OfReference(DirectReference reference) =>
        Find(reference, reference.ProjectFile is null ? [ReferenceItem.Global, ReferenceItem.Package] : [ReferenceItem.Project]);

    /// <inheritdoc/>
    public SourceLocation? OfVersion(DirectReference reference) =>
        items.Any(item => item.Type == ReferenceItem.Package && item.HasVersion && IsFor(item, reference))
            ? Find(reference, [ReferenceItem.Global, ReferenceItem.Package])
            : Find(reference, [ReferenceItem.Global, ReferenceItem.Version]) ?? OfReference(reference);

    private SourceLocation? Find(DirectReference reference, string[] types) =>
        types.SelectMany(type => items.Where(item => item.Type == type && IsFor(item, reference)))
            .Select(Find)
            .FirstOrDefault(place => place is not null);

    private static bool IsFor(ReferenceItem item, DirectReference reference) => reference.ProjectFile is { } project
        ? item.FullPath.Equals(project, OperatingSystem.IsWindows() ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal)
        : item.Include.Equals(reference.Id, StringComparison.OrdinalIgnoreCase);

    private static SourceLocation? Find(ReferenceItem item)
    {
        try
        {
            using var stream = new FileStream(item.DefinedIn, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            using var reader = XmlReader.Create(stream, Settings);
            while (reader.Read())
            {
                if (reader.NodeType == XmlNodeType.Element && reader.LocalName == item.Type && Names(reader, item))
                {
                    var at = (IXmlLineInfo)reader;
                    return new SourceLocation(item.DefinedIn, at.LineNumber, at.LinePosition - 1); // of the bracket, as MSBuild counts
                }
            }
        }
        catch (Exception e) when (e is XmlException or IOException or UnauthorizedAccessException or ArgumentException)
        {
            // Another place will do.
        }

        return null;
    }

    // An include may be a list, and paths may be written with backslashes; what holds a property or a wildcard is not looked into.
    private static bool Names(XmlReader element, ReferenceItem item) =>
        (element.GetAttribute("Include") ?? element.GetAttribute("Update") ?? string.Empty)
            .Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Any(name => name.Replace('\\', '/').Equals(item.Include.Replace('\\', '/'), StringComparison.OrdinalIgnoreCase));
}
