using System.Xml;
using ModuleBuild.Core.Files;

namespace ModuleBuild.Security.Checks.Identity;

/// <summary>The id in a nuspec, against its file's name and the package that it stands in.</summary>
internal static class NuspecIdentity
{
    private const int Largest = 1 << 20;

    private static readonly XmlReaderSettings Settings = new() { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, IgnoreComments = true, IgnoreWhitespace = true };

    /// <summary>What is wrong with it, as the rest of a sentence; null where nothing is.</summary>
    public static string? ProblemOf(string path, string name, string? package)
    {
        var bytes = NamedFile.Read(path, Largest + 1, out var problem);
        if (problem is not null || bytes.Length > Largest)
        {
            return problem is null ? "is larger than 1 MiB, which no nuspec is. Leave out what does not belong there." : null;
        }

        if (IdOf(bytes) is not { } id)
        {
            return "is no nuspec that can be read, so that nobody knows which package this is. Pack it anew.";
        }

        var stem = name[..^".nuspec".Length];
        return !id.Equals(stem, StringComparison.OrdinalIgnoreCase) ? $"says that it is '{Printable(id)}'. Clients that go by the file's name and those that go by the id take it for two packages. Pack it anew."
            : package is not null && !id.Equals(package, StringComparison.OrdinalIgnoreCase) ? $"says that it is '{Printable(id)}', and the package is called '{package}'. Make them equal."
            : null;
    }

    /// <summary>The id; null where the text is no nuspec. No DTD and no entity is looked at.</summary>
    internal static string? IdOf(byte[] bytes)
    {
        try
        {
            using var reader = XmlReader.Create(new MemoryStream(bytes), Settings);
            while (reader.Read())
            {
                if (reader.NodeType == XmlNodeType.Element && reader is { LocalName: "id", Depth: 2 })
                {
                    return reader.ReadElementContentAsString().Trim();
                }
            }
        }
        catch (XmlException)
        {
            // Broken, or with a DTD.
        }

        return null;
    }

    private static string Printable(string text) => string.Concat(text.Take(100).Select(character => char.IsControl(character) ? '?' : character));
}
