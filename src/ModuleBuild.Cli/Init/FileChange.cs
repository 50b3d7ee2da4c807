namespace ModuleBuild.Cli.Init;

/// <summary>A file that is to be made or replaced.</summary>
/// <param name="Path">Absolute path.</param>
/// <param name="Before">Its bytes; null where there is no such file.</param>
/// <param name="After">What its bytes are to be.</param>
internal sealed record FileChange(string Path, byte[]? Before, byte[] After);
