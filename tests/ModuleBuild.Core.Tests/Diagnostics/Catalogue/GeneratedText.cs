using System.Text;
using ModuleBuild.Core.Diagnostics;
using ModuleBuild.Testing;

namespace ModuleBuild.Core.Tests.Diagnostics.Catalogue;

/// <summary>Text in <c>docs/codes</c> that is made by code and committed: compared, or written with MODULEBUILD_UPDATE=1.</summary>
internal static class GeneratedText
{
    private const string HowToUpdate =
        "is out of date. Set the environment variable MODULEBUILD_UPDATE=1, run 'dotnet run test.cs -- Core', and look at what git shows.";

    public static string PathOf(string name) => RepositoryFolder.Combine("docs", "codes", name);

    /// <summary>The committed text of a page with LF, as git keeps it; empty where there is none.</summary>
    public static string Read(string name) => File.Exists(PathOf(name)) ? File.ReadAllText(PathOf(name)).ReplaceLineEndings("\n") : string.Empty;

    public static void AssertUpToDate(string name, string expected)
    {
        if (Environment.GetEnvironmentVariable("MODULEBUILD_UPDATE") == "1")
        {
            File.WriteAllText(PathOf(name), expected, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
        }

        var diff = UnifiedDiff.Between($"a/docs/codes/{name}", $"b/docs/codes/{name}", Read(name), expected);
        Assert.True(diff.Text.Length == 0, $"docs/codes/{name} {HowToUpdate}\n{diff.Text}");
    }

    /// <summary>A text with what stands between two lines replaced.</summary>
    public static string Replace(string text, string begin, string end, string content)
    {
        var from = text.IndexOf(begin, StringComparison.Ordinal);
        var to = from < 0 ? -1 : text.IndexOf(end, from + begin.Length, StringComparison.Ordinal);
        Assert.True(to >= 0, $"'{begin.Trim()}' and '{end.Trim()}' are missing.");
        return string.Concat(text.AsSpan(0, from + begin.Length), content, text.AsSpan(to));
    }
}
