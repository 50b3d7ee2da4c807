using System.Text;

namespace ModuleBuild.Packaging.Tests.Docs;

/// <summary>Texts that try to be more than text in Markdown, in HTML or in a Mermaid diagram.</summary>
internal static class NastyTexts
{
    /// <summary>One trick each.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        "\"", "a\"]", "a\"] --> b[\"", "a|b", "|", "a\nb", "a\r\n\r\nb", "a\u2028b", "`", "`x`", "a``b`c", "``` x", "~~~", "~~gone~~",
        "[", "]", "[x](https://evil.example)", "![x](https://evil.example/x.png)", "[x]: https://evil.example", "[^1]", "<https://evil.example>",
        "https://evil.example/?a=1&b=2", "http://evil.example.", "www.evil.example", "WWW.EVIL.EXAMPLE",
        "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "<!-- END_MODULE_DOCS -->", "-->", "&lt;b&gt;", "&#35;", "&amp", "#quot;", "#35;",
        "*b*", "**b**", "_i_", "__init__", "snake_case_name", "a_b", "# heading", "C #", "C#", "#", "- item", "+ item", "* item", "1. item", "12) item", "1.",
        "8.3 or newer", "---", "===", "***", "> quote", ">", "\\", "a\\", "\\|", "\\`", "$x^2$", "$$", "^sup^", "==mark==", "++ins++", "C++",
        "{.class}", "{#id onclick=alert(1)}", ":::note", ": definition", "(c)", "%%", "%%{init: {'theme':'dark'}}%%", "%% comment", "end", "END", "subgraph x",
        "class m0 x", "click m0 \"https://evil.example\"", "style m0 fill:#f00;", "classDef a fill:#f00;", "linkStyle 0 stroke:#f00;", ";", "a;b", "a --> b",
        "m0", "m0:::x", "@{ shape: x }", "1. markdown list", "\"`**md**`\"", "\u202Eevil", "a\u2066b\u2069", "\u200Ehidden", "\uFEFF", "\0", "a\u0007b", "\u00AD",
        "\uD800", "a\uDC00b", "\U0001F469\u200D\U0001F33E", "Übergröße", "日本語", "عربي", "e\u0301", " leading and trailing ", "\t", "", "a  b",
        "\U000E0041\U000E0042",
    ];

    /// <summary>All tricks in random combination, the same in every run.</summary>
    /// <param name="count">How many texts.</param>
    public static IEnumerable<string> Mixed(int count)
    {
        const string Characters = "\\`*_{}[]()<>#+-.!|~^=:$&;%@\"'/? \n\tab1Z";
        for (var seed = 0; seed < count; seed++)
        {
            var random = new Random(seed);
            var text = new StringBuilder();
            for (var i = random.Next(1, 12); i > 0; i--)
            {
                text.Append(random.Next(3) == 0 ? All[random.Next(All.Count)] : Characters[random.Next(Characters.Length)].ToString());
            }

            yield return text.ToString();
        }
    }
}
