using System.Globalization;
using ModuleBuild.Core.Diagnostics;

namespace ModuleBuild.Core.Resolution.Explaining;

/// <summary>
/// Where roots wrote what they ask for, as short as it can be told: from the folder on that all files have in common, so that two files
/// of one name are told apart and no path of a machine is in the text.
/// </summary>
internal sealed class Places
{
    /// <summary>No place.</summary>
    public static readonly Places None = new(string.Empty);

    private readonly string _folder;

    private Places(string folder)
    {
        _folder = folder;
    }

    /// <summary>Finds the folder that places have in common.</summary>
    /// <param name="locations">The places; null where something was written nowhere.</param>
    public static Places Of(IEnumerable<SourceLocation?> locations)
    {
        var folders = locations
            .Where(location => location is { File: not null })
            .Select(location => Path.GetDirectoryName(location!.Value.File) ?? string.Empty)
            .Distinct(StringComparer.Ordinal)
            .ToList();
        return folders.Count == 0 ? None : new Places(folders.Aggregate(Common));
    }

    /// <summary><c> [modules/Orders/module.json(25,7)]</c>, or nothing.</summary>
    public string Show(SourceLocation? location) => location is { Line: > 0, File: { } file } place
        ? string.Create(CultureInfo.InvariantCulture, $" [{Relative(file)}({place.Line},{place.Column})]")
        : string.Empty;

    private string Relative(string file) =>
        (_folder.Length == 0 ? file : Path.GetRelativePath(_folder, file)).Replace(Path.DirectorySeparatorChar, '/');

    private static string Common(string a, string b)
    {
        while (!IsAtOrAbove(a, b))
        {
            if (Path.GetDirectoryName(a) is not { } above)
            {
                return string.Empty; // two drives
            }

            a = above;
        }

        return a;
    }

    private static bool IsAtOrAbove(string above, string folder) =>
        folder.Equals(above, StringComparison.Ordinal)
        || folder.StartsWith(above.EndsWith(Path.DirectorySeparatorChar) ? above : above + Path.DirectorySeparatorChar, StringComparison.Ordinal);
}
