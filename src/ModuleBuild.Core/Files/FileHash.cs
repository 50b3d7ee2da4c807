using System.Security.Cryptography;

namespace ModuleBuild.Core.Files;

/// <summary>What tells whether two files have the same bytes.</summary>
public static class FileHash
{
    /// <summary>SHA-256 of a file (FIPS 180-4), in lower-case hexadecimal digits; null where it cannot be read.</summary>
    /// <param name="path">Absolute path.</param>
    public static string? Of(string path)
    {
        try
        {
            using var stream = NamedFile.Open(path, out _);
            return stream is null ? null : Convert.ToHexStringLower(SHA256.HashData(stream));
        }
        catch (Exception e) when (NamedFile.IsFileProblem(e))
        {
            return null;
        }
    }
}
