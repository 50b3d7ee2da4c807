using System.Xml;
using System.Xml.Linq;

namespace ModuleBuild.Cli.Init;

/// <summary>Adds an item to an MSBuild file as a person would: beside its like, in the file's own indentation and line endings.</summary>
internal static class ProjectItems
{
    private const string OneLevel = "  ";

    /// <summary>The text with an item more.</summary>
    /// <param name="file">The MSBuild file.</param>
    /// <param name="itemType">For example <c>PackageReference</c>.</param>
    /// <param name="element">The whole element.</param>
    /// <exception cref="XmlException">The file is not XML, or has no content to add to.</exception>
    public static SourceText Add(SourceText file, string itemType, string element)
    {
        var (lastItemEnd, projectEnd) = Locate(file.Text, itemType);
        var added = file with
        {
            Text = lastItemEnd >= 0 ? AfterItem(file, lastItemEnd, element)
                : projectEnd >= 0 ? AtEnd(file, projectEnd, element)
                : throw new XmlException("The project has no end tag."),
        };
        return IsOneItemMore(file.Text, added.Text, itemType) ? added : throw new XmlException("No place for it was found in the file.");
    }

    private static string AfterItem(SourceText file, int itemEnd, string element) =>
        file.Text.Insert(itemEnd, file.NewLine + IndentationAt(file.Text, itemEnd) + element);

    // The group has lines of its own, and so has the end tag, whatever stands before it on its line.
    private static string AtEnd(SourceText file, int projectEnd, string element)
    {
        var (text, newLine) = (file.Text, file.NewLine);
        var lineStart = text.LastIndexOf('\n', projectEnd - 1) + 1;
        var isShared = !string.IsNullOrWhiteSpace(text[lineStart..projectEnd]);
        var blankLine = isShared ? newLine + newLine
            : text[..lineStart].EndsWith(newLine + newLine, StringComparison.Ordinal) ? string.Empty : newLine;
        var group = $"{blankLine}{OneLevel}<ItemGroup>{newLine}{OneLevel}{OneLevel}{element}{newLine}{OneLevel}</ItemGroup>{newLine}{newLine}";
        return text.Insert(isShared ? projectEnd : lineStart, group);
    }

    // Places are found in the text; what was made of it is judged as XML, so that a wrong place never reaches a project: without the
    // last unconditional item of the type, and its group if that is empty then, the file must be what it was.
    private static bool IsOneItemMore(string before, string after, string itemType)
    {
        var project = XDocument.Parse(after).Root!;
        var item = project.Elements()
            .Where(group => group.Name == project.Name.Namespace + "ItemGroup" && group.Attribute("Condition") is null)
            .Elements()
            .LastOrDefault(item => item.Name == project.Name.Namespace + itemType);
        if (project.Name.LocalName != "Project" || item is null)
        {
            return false;
        }

        var group = item.Parent!;
        item.Remove();
        if (!group.Nodes().Any())
        {
            group.Remove();
        }

        if (!project.Nodes().Any())
        {
            // The comparison tells <Project /> from <Project></Project>, and only the second has a place for an item.
            project.Value = string.Empty;
        }

        return XNode.DeepEquals(XDocument.Parse(before), project.Document);
    }

    /// <summary>Where the last unconditional item of the type ends, and where the end tag of the project starts; -1 where there is none.</summary>
    private static (int LastItemEnd, int ProjectEnd) Locate(string text, string itemType)
    {
        var (lastItemEnd, projectEnd) = (-1, -1);
        var (groupIsPlain, itemJustEnded) = (false, false);
        var offsets = new LineOffsets(text);
        using var reader = XmlReader.Create(new StringReader(text), new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit });
        while (reader.Read())
        {
            var start = offsets.StartOf(reader);
            lastItemEnd = itemJustEnded ? start : lastItemEnd;
            itemJustEnded = false;
            var isElement = reader.NodeType == XmlNodeType.Element;
            if (isElement && reader.Depth == 1)
            {
                groupIsPlain = reader.LocalName == "ItemGroup" && reader.GetAttribute("Condition") is null;
            }
            else if (reader.Depth == 2 && groupIsPlain && reader.LocalName == itemType)
            {
                itemJustEnded = reader.NodeType == XmlNodeType.EndElement || (isElement && reader.IsEmptyElement);
            }
            else if (reader.NodeType == XmlNodeType.EndElement && reader.Depth == 0)
            {
                projectEnd = start;
            }
        }

        return (lastItemEnd, projectEnd);
    }

    private static string IndentationAt(string text, int offset)
    {
        var start = text.LastIndexOf('\n', offset - 1) + 1;
        var end = start;
        while (end < offset && text[end] is ' ' or '\t')
        {
            end++;
        }

        return text[start..end];
    }

    /// <summary>Turns the reader's lines and columns into offsets.</summary>
    private sealed class LineOffsets(string text)
    {
        // A carriage return ends a line on its own, too: the reader counts it.
        private readonly int[] _starts =
        [
            0,
            .. Enumerable.Range(0, text.Length)
                .Where(index => text[index] == '\n' || (text[index] == '\r' && (index + 1 == text.Length || text[index + 1] != '\n')))
                .Select(index => index + 1),
        ];

        /// <summary>Where the markup of the current node starts; the reader names the place after the opening characters.</summary>
        public int StartOf(XmlReader reader)
        {
            var place = (IXmlLineInfo)reader;
            return _starts[place.LineNumber - 1] + place.LinePosition - 1 - reader.NodeType switch
            {
                XmlNodeType.Element => "<".Length,
                XmlNodeType.EndElement or XmlNodeType.ProcessingInstruction or XmlNodeType.XmlDeclaration => "</".Length,
                XmlNodeType.Comment => "<!--".Length,
                XmlNodeType.CDATA => "<![CDATA[".Length,
                _ => 0,
            };
        }
    }
}
