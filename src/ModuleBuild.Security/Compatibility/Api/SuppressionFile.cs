using System.Collections.Immutable;
using System.Xml;
using ModuleBuild.Core.Files;

namespace ModuleBuild.Security.Compatibility.Api;

/// <summary>One entry of a suppression file.</summary>
/// <param name="Id">For example <c>CP0002</c>.</param>
/// <param name="Target">Documentation id of a type or member, or what else the comparison names.</param>
internal readonly record struct SuppressedDifference(string Id, string Target);

/// <summary>
/// The file in which the SDK's ApiCompat writes what it found:
/// https://learn.microsoft.com/dotnet/fundamentals/apicompat/global-tool#suppressions. DTDs are refused, and so is what is larger than any real one.
/// </summary>
internal static class SuppressionFile
{
    private const long MaxLength = 32L * 1024 * 1024;

    private static readonly XmlReaderSettings Settings = new()
    {
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
        MaxCharactersInDocument = MaxLength,
        IgnoreComments = true,
        IgnoreProcessingInstructions = true,
        IgnoreWhitespace = true,
    };

    /// <summary>Reads a file.</summary>
    /// <param name="path">Its path; where there is no file, nothing was found.</param>
    /// <returns>Null where it cannot be read.</returns>
    public static ImmutableArray<SuppressedDifference>? Read(string path)
    {
        try
        {
            if (!File.Exists(path))
            {
                return [];
            }

            using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read);
            return stream.Length > MaxLength ? null : Read(stream);
        }
        catch (Exception e) when (NamedFile.IsFileProblem(e))
        {
            return null;
        }
    }

    /// <summary>Reads the content of a file.</summary>
    /// <param name="stream">The content.</param>
    /// <returns>Null where it is no such file.</returns>
    public static ImmutableArray<SuppressedDifference>? Read(Stream stream)
    {
        try
        {
            using var xml = XmlReader.Create(stream, Settings);
            xml.MoveToContent();
            if (xml.NodeType != XmlNodeType.Element || xml.LocalName != "Suppressions")
            {
                return null;
            }

            var found = ImmutableArray.CreateBuilder<SuppressedDifference>();
            while (xml.Read())
            {
                if (xml.NodeType == XmlNodeType.Element && xml.LocalName == "Suppression")
                {
                    found.Add(ReadOne(xml));
                }
            }

            return found.ToImmutable();
        }
        catch (XmlException)
        {
            return null;
        }
    }

    private static SuppressedDifference ReadOne(XmlReader xml)
    {
        var (id, target) = (string.Empty, string.Empty);
        using var inner = xml.ReadSubtree();
        inner.Read();
        inner.Read();
        while (!inner.EOF)
        {
            // Reading a field's text moves on to what stands behind it.
            switch (inner.NodeType == XmlNodeType.Element ? inner.LocalName : string.Empty)
            {
                case "DiagnosticId":
                    id = inner.ReadElementContentAsString();
                    break;
                case "Target":
                    target = inner.ReadElementContentAsString();
                    break;
                default:
                    inner.Read();
                    break;
            }
        }

        return new SuppressedDifference(id, target);
    }
}
