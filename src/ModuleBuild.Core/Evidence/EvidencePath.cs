using System.Buffers;

namespace ModuleBuild.Core.Evidence;

/// <summary>Paths of evidence in a package.</summary>
public static class EvidencePath
{
    /// <summary>The folder of a package that holds the evidence; ends with a slash.</summary>
    public const string Folder = "module/";

    // What Windows does not allow in a name, or reads as a separator.
    private static readonly SearchValues<char> NotInNames = SearchValues.Create("\\:*?\"<>|");

    /// <summary>
    /// Whether a path is one of evidence: below <see cref="Folder"/>, parted by <c>/</c>, without anything that leads out of the folder
    /// on some system, and not the index itself.
    /// </summary>
    /// <param name="path">Path in the package.</param>
    public static bool IsValid(string path) =>
        path.StartsWith(Folder, StringComparison.Ordinal)
        && !path.Equals(EvidenceIndex.PackagePath, StringComparison.OrdinalIgnoreCase)
        && path.Split('/').All(IsName);

    private static bool IsName(string name) =>
        name.Length > 0 && name.Trim(' ', '.').Length == name.Length && name.AsSpan().IndexOfAny(NotInNames) < 0 && !name.Any(char.IsControl);
}
