namespace ModuleBuild.Core.Capabilities;

/// <summary>Constants that say that a file is only read, or only written: the one rule of the analyzer and of the call graph.</summary>
public static class FileOpening
{
    private const string Reads = "file:read";
    private const string Writes = "file:write";

    /// <summary>Whether the arguments of a call could rule out a capability.</summary>
    /// <param name="kind">The capability that the map gives the call.</param>
    public static bool Concerns(string? kind) => kind is Reads or Writes;

    /// <summary>Whether constant arguments rule out a capability.</summary>
    /// <param name="kind">The capability.</param>
    /// <param name="constants">Short names of the types of parameters, and their constants.</param>
    public static bool RulesOut(string kind, IEnumerable<(string Type, int Value)> constants)
    {
        string? only = null;
        foreach (var (type, value) in constants)
        {
            if (type == "FileAccess")
            {
                return OfAccess(value) is { } access && access != kind; // a mode says nothing beside it
            }

            only ??= Of(type, value);
        }

        return only is not null && only != kind;
    }

    private static string? OfAccess(int value) => value switch
    {
        1 => Reads,
        2 => Writes,
        _ => null,
    };

    // FileMode.Append cannot read; MemoryMappedFileAccess.CopyOnWrite and ReadExecute leave the file as it is.
    private static string? Of(string type, int value) => (type, value) switch
    {
        ("FileMode", 6) => Writes,
        ("ZipArchiveMode", 0) => Reads,
        ("ZipArchiveMode", 1) => Writes,
        ("MemoryMappedFileAccess", 1 or 3 or 4) => Reads,
        ("MemoryMappedFileAccess", 2) => Writes,
        _ => null,
    };
}
