using System.Text;
using ModuleBuild.Core.Diagnostics;
using ModuleBuild.Core.Files;

namespace ModuleBuild.Release.Store.Git;

/// <summary>
/// The tips that this machine saw last, in a file outside of the store: a branch that does not go on from there was rewritten. Which of several
/// processes writes last does not matter: an older tip must be an ancestor, too.
/// </summary>
/// <param name="file">Path of the file: one line for each branch, its name and its commit.</param>
internal sealed class RememberedTips(string file)
{
    private readonly Lock _lock = new();
    private Dictionary<string, string>? _tips;
    private bool _isNewer;

    /// <summary>The tip of a branch as it was seen last; null where it never was.</summary>
    /// <param name="branch">Name of the branch.</param>
    public string? Of(string branch)
    {
        lock (_lock)
        {
            return Tips.GetValueOrDefault(branch);
        }
    }

    /// <summary>Remembers a tip.</summary>
    /// <param name="branch">Name of the branch.</param>
    /// <param name="commit">Its tip.</param>
    public void Set(string branch, string commit)
    {
        lock (_lock)
        {
            (Tips[branch], _isNewer) = (commit, true);
        }
    }

    /// <summary>Writes the file, where there is something new.</summary>
    /// <returns>Null, or why it could not be written.</returns>
    public Finding? Save()
    {
        lock (_lock)
        {
            if (!_isNewer)
            {
                return null;
            }

            _isNewer = false;
            var lines = Tips.OrderBy(tip => tip.Key, StringComparer.Ordinal).Select(tip => $"{tip.Key} {tip.Value}\n");
            return AtomicFile.Write(file, Encoding.UTF8.GetBytes(string.Concat(lines)));
        }
    }

    private Dictionary<string, string> Tips => _tips ??= Read();

    // A line that is none is as good as none: what was remembered is a help, and no state.
    private Dictionary<string, string> Read()
    {
        try
        {
            return File.ReadLines(file)
                .Select(line => line.Split(' '))
                .Where(parts => parts.Length == 2 && GitNames.IsValid(parts[0]) && parts[1].Length >= 40 && parts[1].All(char.IsAsciiHexDigitLower))
                .DistinctBy(parts => parts[0])
                .ToDictionary(parts => parts[0], parts => parts[1], StringComparer.Ordinal);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return new Dictionary<string, string>(StringComparer.Ordinal);
        }
    }
}
