using System.Collections.Frozen;
using System.Text;

namespace ModuleBuild.Release.Store.Git;

/// <summary>A folder of a commit: name by name, what is there.</summary>
internal static class GitTree
{
    /// <summary>Reads the object of a folder: mode, blank, name, NUL, id; again and again.</summary>
    /// <param name="content">The object.</param>
    /// <param name="idLength">Length of an id in bytes: 20 or 32.</param>
    /// <exception cref="InvalidDataException">It is damaged.</exception>
    public static FrozenDictionary<string, string> Parse(ReadOnlySpan<byte> content, int idLength)
    {
        var entries = new Dictionary<string, string>(StringComparer.Ordinal);
        while (!content.IsEmpty)
        {
            var blank = content.IndexOf((byte)' ');
            var end = content.IndexOf((byte)0);
            if (blank < 0 || end < blank || content.Length < end + 1 + idLength)
            {
                throw new InvalidDataException("a folder of the store is corrupt");
            }

            entries[Encoding.UTF8.GetString(content[(blank + 1)..end])] = Convert.ToHexStringLower(content.Slice(end + 1, idLength));
            content = content[(end + 1 + idLength)..];
        }

        return entries.ToFrozenDictionary(StringComparer.Ordinal);
    }
}
