using System.Globalization;
using ModuleBuild.Release.Model;

namespace ModuleBuild.Release.Gates;

/// <summary>Makes answers of gates, in sentences.</summary>
internal static class Answers
{
    private const int MostNamed = 3;

    /// <summary>The set may go on.</summary>
    public static GateAnswer Pass(string gate, string reason) => new(gate, GateVerdict.Pass, reason);

    /// <summary>It may not.</summary>
    public static GateAnswer Fail(string gate, string reason, string remedy) => new(gate, GateVerdict.Fail, reason, remedy);

    /// <summary>Not yet.</summary>
    public static GateAnswer Wait(string gate, string reason, string remedy, DateTimeOffset? until = null) => new(gate, GateVerdict.Wait, reason, remedy, until);

    /// <summary>A few of many: <c>A 1.0.0, B 2.0.0, C 1.0.0 and 12 more</c>.</summary>
    /// <param name="items">All of them.</param>
    /// <param name="separator">What stands between them.</param>
    public static string Some(IEnumerable<object> items, string separator = ", ")
    {
        var all = items.ToList();
        var named = string.Join(separator, all.Take(all.Count == MostNamed + 1 ? MostNamed + 1 : MostNamed));
        return all.Count > MostNamed + 1 ? string.Create(CultureInfo.InvariantCulture, $"{named} and {all.Count - MostNamed} more") : named;
    }

    /// <summary>A few of many sentences.</summary>
    /// <param name="sentences">All of them.</param>
    public static string Sentences(IReadOnlyCollection<string> sentences)
    {
        var shown = sentences.Count == MostNamed + 1 ? MostNamed + 1 : MostNamed;
        var text = string.Join(' ', sentences.Take(shown));
        return sentences.Count > shown ? string.Create(CultureInfo.InvariantCulture, $"{text} And {sentences.Count - shown} more.") : text;
    }

    /// <summary><c>1 module</c>, <c>7 modules</c>.</summary>
    public static string Count(int number, string noun) =>
        string.Create(CultureInfo.InvariantCulture, $"{number} {noun}{(number == 1 ? string.Empty : "s")}");

    /// <summary>A moment for people.</summary>
    public static string Moment(DateTimeOffset time) => time.ToUniversalTime().ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture);
}
