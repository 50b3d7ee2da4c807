using System.Text.RegularExpressions;

namespace ModuleBuild.Architecture.Tests.Sources;

/// <summary>Files of strangers are matched: no regular expression may take more time than the text is long.</summary>
public sealed class RegularExpressionTests
{
    private const int Length = 60_000; // the square of it takes minutes

    private static readonly string[] Pieces =
        ["a", "A", "aA", "a.", "a+", "1", ".", "-", "`", "``1", "@", "a@", ":", "[", "](", "**", "_", " ", "\n", "{req ", "!1", "e+1", "\u00e9", "\u4e2d", "get_", "TODO", "my ", "public ", "class "];

    [Fact]
    public async Task Every_one_runs_in_linear_time() =>
        Offenders.None(
            from file in await RepositoryFiles.InAsync("src", ".cs")
            from pattern in Backtracking(file.ReadText())
            from piece in Pieces
            where IsSlow(pattern, string.Concat(Enumerable.Repeat(piece, Length / piece.Length)))
            select $"{file.Path}: {pattern} on a long text of '{piece}'",
            "RegexOptions.NonBacktracking, or a pattern that needs no second look:");

    [Fact]
    public async Task Every_one_is_known_when_the_program_is_compiled() =>
        Offenders.None(
            from file in await RepositoryFiles.InAsync("src", ".cs")
            where Regex.IsMatch(file.ReadText(), @"\bnew Regex\((?!.*\bRegexOptions\.NonBacktracking\b)|\bRegex\.(IsMatch|Match|Matches|Replace|Split|Count)\(")
            select file.Path,
            "Use [GeneratedRegex], which the other rule looks at; for patterns of strangers RegexOptions.NonBacktracking:");

    [Theory]
    [InlineData("""[GeneratedRegex(@"^(a+)+$")]""", true)]
    [InlineData("""[GeneratedRegex("^(a+)" + @"+$", RegexOptions.CultureInvariant)]""", true)]
    [InlineData("""[GeneratedRegex("^a+$")]""", false)]
    [InlineData("""[GeneratedRegex("^(a+)+$", RegexOptions.NonBacktracking)]""", false)]
    public void Explosion_is_seen(string source, bool isSlow) =>
        Assert.Equal(isSlow, Backtracking(source).Any(pattern => IsSlow(pattern, new string('a', 40) + "!")));

    private static IEnumerable<string> Backtracking(string source) =>
        from Match attribute in Regex.Matches(source, @"\[GeneratedRegex\((?<arguments>.*?)\)\]\r?$", RegexOptions.Singleline | RegexOptions.Multiline)
        let arguments = attribute.Groups["arguments"].Value
        where !arguments.Contains("NonBacktracking", StringComparison.Ordinal)
        select string.Concat(Regex.Matches(arguments, "@\"(?<verbatim>(?:[^\"]|\"\")*)\"|\"(?<plain>(?:[^\"\\\\]|\\\\.)*)\"").Select(Text));

    private static string Text(Match literal) => literal.Groups["verbatim"] is { Success: true } verbatim
        ? verbatim.Value.Replace("\"\"", "\"", StringComparison.Ordinal)
        : literal.Groups["plain"].Value.Replace(@"\\", @"\", StringComparison.Ordinal).Replace("\\\"", "\"", StringComparison.Ordinal);

    private static bool IsSlow(string pattern, string text)
    {
        try
        {
            _ = new Regex(pattern, RegexOptions.CultureInvariant | RegexOptions.Compiled, TimeSpan.FromSeconds(3)).Count(text);
            return false;
        }
        catch (RegexMatchTimeoutException)
        {
            return true;
        }
    }
}
