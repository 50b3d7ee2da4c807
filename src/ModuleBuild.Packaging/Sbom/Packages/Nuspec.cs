using System.Xml;

namespace ModuleBuild.Packaging.Sbom.Packages;

/// <summary>
/// What an SBOM needs of a nuspec. It is read as a stream, because a build reads one for each package. Elements go by their names
/// alone: their namespace tells the age of the package.
/// </summary>
internal sealed record Nuspec
{
    private static readonly XmlReaderSettings Settings = new() { IgnoreComments = true, IgnoreWhitespace = true, DtdProcessing = DtdProcessing.Prohibit };

    public string? Authors { get; private init; }

    public string? Copyright { get; private init; }

    public string? ProjectUrl { get; private init; }

    /// <summary>Value of <c>license</c>.</summary>
    public string? License { get; private init; }

    /// <summary>What that value is: <c>expression</c> or <c>file</c>.</summary>
    public string? LicenseType { get; private init; }

    public string? LicenseUrl { get; private init; }

    public string? RepositoryUrl { get; private init; }

    public string? RepositoryCommit { get; private init; }

    /// <summary>Reads a nuspec.</summary>
    /// <exception cref="XmlException">It is not XML.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be read.</exception>
    public static Nuspec Read(string path)
    {
        using var reader = XmlReader.Create(new MemoryStream(File.ReadAllBytes(path)), Settings);
        var nuspec = new Nuspec();
        reader.MoveToContent();
        reader.Read();
        while (!reader.EOF && !(reader.NodeType == XmlNodeType.Element && reader.LocalName == "metadata"))
        {
            reader.Skip();
        }

        reader.Read();
        while (reader.NodeType == XmlNodeType.Element)
        {
            nuspec = nuspec.With(reader);
        }

        return nuspec;
    }

    /// <summary>Takes in the element at which the reader stands, and moves it to the next one.</summary>
    private Nuspec With(XmlReader reader)
    {
        switch (reader.LocalName)
        {
            case "authors":
                return this with { Authors = Text(reader) };
            case "copyright":
                return this with { Copyright = Text(reader) };
            case "projectUrl":
                return this with { ProjectUrl = Text(reader) };
            case "licenseUrl":
                return this with { LicenseUrl = Text(reader) };
            case "license":
                return this with { LicenseType = reader.GetAttribute("type"), License = Text(reader) };
            case "repository":
                var repository = this with { RepositoryUrl = reader.GetAttribute("url"), RepositoryCommit = reader.GetAttribute("commit") };
                reader.Skip();
                return repository;
            default:
                reader.Skip();
                return this;
        }
    }

    /// <summary>The element's text on one line; null where there is none.</summary>
    private static string? Text(XmlReader reader)
    {
        var words = reader.ReadElementContentAsString().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        return words.Length == 0 ? null : string.Join(' ', words);
    }
}
