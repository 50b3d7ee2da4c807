using ModuleBuild.Cli.Explain;
using ModuleBuild.Cli.Output;

namespace ModuleBuild.Cli.Tests.Output;

public sealed class MarkdownTextTests
{
    private const string Page = "# MB0004: Unknown field\r\n\r\nA **field** that `module.json` does not have; see\n[the manifest](../manifest.md) and [SPDX](https://spdx.org).\n\n```json\n{ \"nmae\": 1 }\n```\n";

    [Fact]
    public void Without_colours_words_stay_as_they_are_and_code_is_indented()
    {
        using var terminal = new Terminal(new StringWriter(), new StringWriter());

        Assert.Equal(
            "MB0004: Unknown field\n\nA field that `module.json` does not have; see\nthe manifest and SPDX <https://spdx.org>.\n\n    { \"nmae\": 1 }\n",
            new MarkdownText(terminal).Render(Page));
    }

    [Fact]
    public void With_colours_headings_are_bold_and_code_is_coloured()
    {
        using var terminal = new Terminal(new StringWriter(), new StringWriter(), colors: true);

        Assert.Equal(
            "\e[1mMB0004: Unknown field\e[0m\n\nA \e[1mfield\e[0m that \e[36mmodule.json\e[0m does not have; see\nthe manifest and SPDX <https://spdx.org>.\n\n\e[36m    { \"nmae\": 1 }\e[0m\n",
            new MarkdownText(terminal).Render(Page));
    }
}
