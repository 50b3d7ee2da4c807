using System.Xml;
using ModuleBuild.Core.Files;

namespace ModuleBuild.Security.Checks.Content;

/// <summary>What packed MSBuild files do with the machine of whoever references the package: each build runs them.</summary>
internal static class BuildFile
{
    private const int Largest = 4 << 20;

    private static readonly XmlReaderSettings Settings = new() { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, IgnoreComments = true, IgnoreWhitespace = true };

    /// <summary>Whether NuGet imports the file into projects.</summary>
    public static bool IsOne(string packagePath) =>
        packagePath.StartsWith("build", StringComparison.OrdinalIgnoreCase)
        && Path.GetExtension(packagePath).ToLowerInvariant() is ".props" or ".targets" or ".tasks";

    /// <summary>What is wrong with it, as the rest of a sentence; null where nothing is.</summary>
    public static string? ProblemOf(PackedFile file)
    {
        var bytes = NamedFile.Read(file.SourcePath, Largest + 1, out var problem);
        if (problem is not null || bytes.Length > Largest)
        {
            return problem is null ? "is larger than 4 MiB, and is run by each build of whoever references the package. Nobody can read it." : null;
        }

        try
        {
            using var reader = XmlReader.Create(new MemoryStream(bytes), Settings);
            while (reader.Read())
            {
                if (reader.NodeType == XmlNodeType.Element && ProblemOf(reader) is { } found)
                {
                    return found;
                }
            }
        }
        catch (XmlException)
        {
            return "is run by each build of whoever references the package, and is no XML that MSBuild reads, or has a DTD. Pack it anew.";
        }

        return null;
    }

    private static string? ProblemOf(XmlReader reader) => (reader.LocalName, reader.GetAttribute("TaskFactory")) switch
    {
        ("UsingTask", { } factory) when factory.EndsWith("CodeTaskFactory", StringComparison.OrdinalIgnoreCase) || factory.EndsWith("XamlTaskFactory", StringComparison.OrdinalIgnoreCase) =>
            $"compiles and runs code of its own ({factory}) in each build of whoever references the package. Put the task into an assembly, where others can look at it.",
        ("Exec", _) when reader.GetAttribute("Command") is { } command && Fetches(command) =>
            "fetches a program and runs it in each build of whoever references the package. Put what is run into the package.",
        _ => null,
    };

    // Programs that a build runs are many a package's purpose; those that it first has to fetch are nobody's.
    private static bool Fetches(string command) =>
        ((command.Contains("http://", StringComparison.OrdinalIgnoreCase) || command.Contains("https://", StringComparison.OrdinalIgnoreCase))
            && Array.Exists(["curl", "wget", "Invoke-Web", "iwr ", "Invoke-Rest", "DownloadString", "DownloadFile", "bitsadmin", "certutil", "mshta", "regsvr32"], word => command.Contains(word, StringComparison.OrdinalIgnoreCase)))
        || Array.Exists(["-EncodedCommand", " -enc ", "FromBase64String", "base64 -d", "base64 --decode", "| sh", "|sh", "| bash", "|bash", "| iex", "|iex"], word => command.Contains(word, StringComparison.OrdinalIgnoreCase));
}
