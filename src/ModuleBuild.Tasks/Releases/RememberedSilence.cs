using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using ModuleBuild.Core.Files;

namespace ModuleBuild.Tasks.Releases;

/// <summary>
/// Remembers that nothing came: for the day that sources have no earlier release, and for a while that one of them did not answer. So only
/// the first of many builds waits. A new version of the module, or other sources, are another question.
/// </summary>
/// <param name="folder">Where it is kept, one folder a day; null to keep nothing.</param>
/// <param name="clock">The clock.</param>
internal sealed class RememberedSilence(string? folder, TimeProvider clock)
{
    private const int MaxLength = 4096;

    private static readonly TimeSpan Failure = TimeSpan.FromMinutes(15);

    private string Day => clock.GetUtcNow().ToString("yyyyMMdd", CultureInfo.InvariantCulture);

    /// <summary>What is remembered: empty where there is no release, the reason where there was no answer; null where nothing is remembered.</summary>
    /// <param name="question">What is asked, in any form.</param>
    public string? Find(string question)
    {
        try
        {
            if (PathOf(question) is not { } path || !File.Exists(path) || new FileInfo(path).Length > MaxLength)
            {
                return null;
            }

            var lines = File.ReadAllText(path).Split('\n', 2);
            return lines.Length == 2 && long.TryParse(lines[0], CultureInfo.InvariantCulture, out var until) && until > clock.GetUtcNow().Ticks ? lines[1] : null;
        }
        catch (Exception e) when (NamedFile.IsFileProblem(e))
        {
            return null;
        }
    }

    /// <summary>There is no release: that holds until the day ends.</summary>
    /// <param name="question">What was asked.</param>
    public void RememberNone(string question) => Write(question, long.MaxValue, string.Empty);

    /// <summary>A source did not answer.</summary>
    /// <param name="question">What was asked.</param>
    /// <param name="reason">Why, as a sentence.</param>
    public void RememberFailure(string question, string reason) => Write(question, (clock.GetUtcNow() + Failure).Ticks, reason);

    // Whoever cannot write asks again. Of other days nobody needs to know.
    private void Write(string question, long until, string reason)
    {
        if (PathOf(question) is not { } path)
        {
            return;
        }

        AtomicFile.Write(path, Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{until}\n{reason}")));
        try
        {
            foreach (var old in Directory.GetDirectories(folder!).Where(each => Path.GetFileName(each) is { Length: 8 } name && string.CompareOrdinal(name, Day) < 0))
            {
                Directory.Delete(old, recursive: true);
            }
        }
        catch (Exception e) when (NamedFile.IsFileProblem(e))
        {
            // another build deletes them too
        }
    }

    private string? PathOf(string question) =>
        folder is null ? null : Path.Combine(folder, Day, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(question))));
}
