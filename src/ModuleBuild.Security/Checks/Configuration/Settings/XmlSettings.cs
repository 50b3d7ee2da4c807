using System.Xml;

namespace ModuleBuild.Security.Checks.Configuration.Settings;

/// <summary>Settings of an XML text: elements and attributes. No DTD, nothing outside of it; where it is broken, what stands before counts.</summary>
internal static class XmlSettings
{
    private static readonly XmlReaderSettings Settings = new()
    {
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
        IgnoreComments = true,
        IgnoreWhitespace = true,
        IgnoreProcessingInstructions = true,
    };

    /// <summary>Reads a text. Never throws for what it holds.</summary>
    public static Setting Read(string text)
    {
        var root = new Setting(null, string.Empty, 1, 1);
        try
        {
            using var reader = XmlReader.Create(new StringReader(text), Settings);
            Read(reader, root);
        }
        catch (XmlException)
        {
            // Broken, or with a DTD: from here on nothing counts.
        }

        return root;
    }

    private static void Read(XmlReader reader, Setting root)
    {
        var place = (IXmlLineInfo)reader;
        var current = root;
        while (reader.Read())
        {
            switch (reader.NodeType)
            {
                case XmlNodeType.Element when reader.Depth < Setting.Deepest - 2:
                    var element = current.Add(reader.LocalName, place.LineNumber, place.LinePosition);
                    current = reader.IsEmptyElement ? current : element;
                    AddAttributes(reader, element, place);
                    break;
                case XmlNodeType.Text or XmlNodeType.CDATA when current.Depth > 0:
                    current.Value = reader.Value.Trim();
                    break;
                case XmlNodeType.EndElement when reader.Depth < Setting.Deepest - 2:
                    current = current.Parent ?? root;
                    break;
                default:
                    break;
            }
        }
    }

    private static void AddAttributes(XmlReader reader, Setting element, IXmlLineInfo place)
    {
        while (reader.MoveToNextAttribute())
        {
            element.Add(reader.Name, place.LineNumber, place.LinePosition, reader.Value);
        }

        reader.MoveToElement();
    }
}
