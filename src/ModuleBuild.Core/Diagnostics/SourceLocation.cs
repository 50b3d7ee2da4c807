namespace ModuleBuild.Core.Diagnostics;

/// <summary>A place in a file.</summary>
/// <param name="File">Path as it is to be shown. Never null; empty where a finding has no file.</param>
/// <param name="Line">Line, counted from 1; 0 where the finding is about the whole file.</param>
/// <param name="Column">
/// Column in UTF-16 code units, counted from 1, as editors and compilers count; 0 where the finding is about the whole file.
/// </param>
public readonly record struct SourceLocation(string File, int Line = 0, int Column = 0)
{
    /// <summary>No place at all.</summary>
    public static SourceLocation None => new(string.Empty);

    /// <summary><c>file(line,column)</c>, the form that MSBuild and editors make clickable.</summary>
    public override string ToString() => Line == 0 ? File : FormattableString.Invariant($"{File}({Line},{Column})");
}
