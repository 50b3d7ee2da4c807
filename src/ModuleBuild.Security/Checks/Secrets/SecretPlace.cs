namespace ModuleBuild.Security.Checks.Secrets;

/// <summary>A secret in a file; what it is itself is not kept.</summary>
/// <param name="Kind">What it looks like.</param>
/// <param name="Beginning">Its first four characters.</param>
/// <param name="Length">Its length.</param>
/// <param name="Line">Line, from 1; 0 where the file has none.</param>
/// <param name="Column">Column in UTF-16 code units, from 1.</param>
/// <param name="Part">What of the file it stands in, where that is not its text.</param>
internal sealed record SecretPlace(string Kind, string Beginning, int Length, int Line, int Column, string? Part = null);
