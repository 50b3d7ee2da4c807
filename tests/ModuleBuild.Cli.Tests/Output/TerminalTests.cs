using ModuleBuild.Cli.Output;

namespace ModuleBuild.Cli.Tests.Output;

public sealed class TerminalTests
{
    [Theory]
    [InlineData("", false, true)]
    [InlineData("", true, false)]
    [InlineData("NO_COLOR=1", false, false)]
    [InlineData("NO_COLOR=", false, true)]
    [InlineData("TERM=dumb", false, false)]
    [InlineData("DOTNET_SYSTEM_CONSOLE_ALLOW_ANSI_COLOR_REDIRECTION=1", true, true)]
    [InlineData("DOTNET_SYSTEM_CONSOLE_ALLOW_ANSI_COLOR_REDIRECTION=1 NO_COLOR=1", true, false)]
    public void Colours_are_for_terminals_and_for_those_who_want_them(string variables, bool redirected, bool expected)
    {
        var environment = variables.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(pair => pair.Split('=')).ToDictionary(pair => pair[0], pair => pair[1]);

        Assert.Equal(expected, Terminal.WantsColors(name => environment.GetValueOrDefault(name), redirected));
    }

    [Fact]
    public void Text_is_painted_only_where_colours_are_on()
    {
        using var plain = new Terminal(new StringWriter(), new StringWriter());
        using var colored = new Terminal(new StringWriter(), new StringWriter(), colors: true);

        Assert.Equal("error", plain.Paint(Style.Red, "error"));
        Assert.Equal("\e[31merror\e[0m", colored.Paint(Style.Red, "error"));
    }
}
