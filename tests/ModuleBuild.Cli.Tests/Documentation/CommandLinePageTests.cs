using ModuleBuild.Testing;

namespace ModuleBuild.Cli.Tests.Documentation;

/// <summary>docs/cli.md, which is also the README of the tool's package.</summary>
public sealed class CommandLinePageTests
{
    private static readonly string Page = File.ReadAllText(RepositoryFolder.Combine("docs", "cli.md"));

    public static TheoryData<string> Commands => [.. CommandLine.CreateRoot().Subcommands.Select(command => command.Name)];

    [Theory]
    [MemberData(nameof(Commands))]
    public void Every_command_has_a_section_with_all_of_its_options(string name)
    {
        var command = CommandLine.CreateRoot().Subcommands.Single(command => command.Name == name);

        var section = SectionOf(name);

        Assert.Contains($"modulebuild {name}", section, StringComparison.Ordinal);
        Assert.All(command.Options.Where(option => option.Name != "--help"), option => Assert.Contains(option.Name, section, StringComparison.Ordinal));
    }

    [Fact]
    public void Options_of_every_command_are_named() =>
        Assert.All(CommandLine.CreateRoot().Options, option => Assert.Contains($"`{option.Name}", Page, StringComparison.Ordinal));

    [Fact]
    public void Every_exit_code_is_named()
    {
        var codes = typeof(ExitCode).GetFields().Select(field => (int)field.GetRawConstantValue()!);

        Assert.All(codes, code => Assert.Contains(FormattableString.Invariant($"\n| {code} |"), Page, StringComparison.Ordinal));
    }

    private static string SectionOf(string command)
    {
        var start = Page.IndexOf($"\n### {command}\n", StringComparison.Ordinal);
        Assert.True(start >= 0, $"docs/cli.md has no section '{command}'.");
        var end = Page.IndexOf("\n##", start + 1, StringComparison.Ordinal);
        return end < 0 ? Page[start..] : Page[start..end];
    }
}
