using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace ModuleBuild.Release.Promotion;

/// <summary>Ids of operations: who asks for what is open already gets the same id, and joins; who asks again after it ended gets another.</summary>
public static class OperationId
{
    /// <summary>The id: sixteen hexadecimal digits.</summary>
    /// <param name="environment">Name of the environment.</param>
    /// <param name="target">Digest of the target set.</param>
    /// <param name="baseRelease">The release that ran; null where there was none.</param>
    /// <param name="attempt">How many operations the environment saw before.</param>
    public static string Of(string environment, string target, int? baseRelease, long attempt)
    {
        var text = string.Create(CultureInfo.InvariantCulture, $"{environment}\n{target}\n{baseRelease ?? 0}\n{attempt}\n");
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, 8));
    }
}
