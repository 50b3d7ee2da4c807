namespace ModuleBuild.Core.Diagnostics;

/// <summary>Replaces a run of bytes of one file.</summary>
/// <param name="Start">Offset of the first byte to replace, counted from 0.</param>
/// <param name="Length">Number of bytes to replace; 0 inserts.</param>
/// <param name="NewText">What stands there afterwards, as UTF-8.</param>
public readonly record struct TextEdit(int Start, int Length, string NewText);
