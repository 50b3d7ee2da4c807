using ModuleBuild.Core.Policy;
using ModuleBuild.Testing;

namespace ModuleBuild.Core.Tests.Policy;

/// <summary>Section <c>update</c> of <c>modulebuild.json</c>.</summary>
public sealed class UpdateSectionTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public void Nothing_is_looked_for_where_nobody_says_so()
    {
        _folder.Write("modulebuild.json", """{ "update": {} }""");

        var update = WorkspaceSettings.Read(_folder.Path).Settings!.Update;

        Assert.Equal((false, 24, 0), (update.IsEnabled, update.CheckIntervalHours, update.Groups.Length));
    }

    [Fact]
    public void Groups_stand_in_the_order_of_the_file_and_take_ids_by_their_patterns()
    {
        _folder.Write("modulebuild.json", """
            { "update": { "enabled": true, "checkIntervalHours": 168, "groups": { "zebra": ["Acme.Charts*", "Other"], "all": ["*"] }, "x-note": 1 } }
            """);

        var update = WorkspaceSettings.Read(_folder.Path).Settings!.Update;

        Assert.Equal((true, 168), (update.IsEnabled, update.CheckIntervalHours));
        Assert.Equal(["zebra", "all"], update.Groups.Select(group => group.Name));
        string[] ids = ["acme.charts.pie", "ACME.CHARTS", "Other", "Another", "Acme.Chart"];
        Assert.Equal([true, true, true, false, false], ids.Select(update.Groups[0].Takes));
    }

    [Theory]
    [InlineData("{ \"enable\": true }", "(1,15) it has no field 'update.enable'. Did you mean 'enabled'?")]
    [InlineData("{ \"enabled\": \"yes\" }", "(1,26) 'update.enabled' is the string \"yes\"; expected true or false.")]
    [InlineData("{ \"checkIntervalHours\": 0 }", "(1,37) 'update.checkIntervalHours' is the number 0; expected a whole number of hours from 1 to 8784.")]
    [InlineData("{ \"checkIntervalHours\": 1.5 }", "(1,37) 'update.checkIntervalHours' is the number 1.5; expected a whole number of hours from 1 to 8784.")]
    [InlineData("{ \"groups\": { \"A b\": [\"X\"] } }", "(1,27) 'update.groups.A b' has no name for a group: lower-case letters, digits and '-', not at its ends, at most 40. It becomes part of the name of a branch.")]
    [InlineData("{ \"groups\": { \"major-x\": [\"X\"] } }", "(1,27) 'update.groups.major-x' is the name of a group of packages that are in no other. Choose another name.")]
    [InlineData("{ \"groups\": { \"a\": \"X\" } }", "(1,32) 'update.groups.a' is the string \"X\"; expected a list of ids such as [\"Acme.Charts.*\"].")]
    [InlineData("{ \"groups\": { \"a\": [] } }", "(1,32) 'update.groups.a' names no package. Name some, or delete it.")]
    [InlineData("{ \"groups\": { \"a\": [\"X?\"] } }", "(1,33) 'update.groups.a[0]' is \"X?\"; expected the id of a package, in which '*' stands for any characters.")]
    public void What_is_not_understood_is_told_with_its_place(string section, string expected)
    {
        _folder.Write("modulebuild.json", $$"""{ "update": {{section}} }""");

        var finding = Assert.Single(WorkspaceSettings.Read(_folder.Path).Findings);

        Assert.Equal("MB1024", finding.Code);
        Assert.Equal(expected, finding.Message.Replace("The workspace file cannot be used: ", $"({finding.Location.Line},{finding.Location.Column}) ", StringComparison.Ordinal));
    }

    public void Dispose() => _folder.Dispose();
}
