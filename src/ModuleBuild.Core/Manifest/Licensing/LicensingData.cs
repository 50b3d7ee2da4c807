namespace ModuleBuild.Core.Manifest.Licensing;

/// <summary>The text files beside this one, embedded in the assembly.</summary>
internal static class LicensingData
{
    /// <summary>The lines of a file, without empty lines and comments.</summary>
    public static IEnumerable<string> Lines(string name)
    {
        using var reader = new StreamReader(typeof(LicensingData).Assembly.GetManifestResourceStream(name)!);
        while (reader.ReadLine() is { } line)
        {
            if (line.Length > 0 && line[0] != '#')
            {
                yield return line;
            }
        }
    }
}
