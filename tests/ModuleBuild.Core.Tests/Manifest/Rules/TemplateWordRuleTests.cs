namespace ModuleBuild.Core.Tests.Manifest.Rules;

public sealed class TemplateWordRuleTests : IDisposable
{
    private readonly ModuleOnDisk _module = new();

    [Theory]
    [InlineData("TODO")]
    [InlineData("Sample")]
    [InlineData("Sample Module")]
    [InlineData("My Sample Module")]
    [InlineData("Module Template")]
    [InlineData("Template")]
    [InlineData("MyModule")]
    [InlineData("MyModule1")]
    [InlineData("Module1")]
    [InlineData("New Project")]
    [InlineData("Test-App")]
    [InlineData("Hello, World!")]
    public void MB0014_a_name_that_names_nothing(string name) =>
        Assert.Equal(
            [$"MB0014 warning (3,11) /name: 'name' still holds the template word '{name}'. Write what this module is."],
            _module.With("name", $"\"{name}\"").Findings());

    [Theory]
    [InlineData("Sampler")]
    [InlineData("Water Sample Log")]
    [InlineData("Acme Samples")]
    [InlineData("Email Templates")]
    [InlineData("Template Engine")]
    [InlineData("Library")]
    [InlineData("Todo List")]
    [InlineData("Test Bench")]
    [InlineData("Контроль 1")]
    [InlineData("新 Module")]
    [InlineData("3270 Terminal")]
    [InlineData("Myriad")]
    public void A_name_of_an_ordinary_word(string name) => Assert.Empty(_module.With("name", $"\"{name}\"").Findings());

    [Theory]
    [InlineData("TODO: write a summary", "TODO")]
    [InlineData("  TODO write a summary", "TODO")]
    [InlineData("Orders (FIXME: better words)", "FIXME")]
    [InlineData("Lorem ipsum dolor sit amet", "Lorem ipsum")]
    [InlineData("Description of the module.", "Description of the module")]
    [InlineData("This is MyModule, for orders", "MyModule")]
    [InlineData("A sample module for all", "A sample module")]
    [InlineData("Package Description", "Package Description")]
    public void MB0014_a_summary_from_a_template(string summary, string found) =>
        Assert.Equal(
            [$"MB0014 warning (4,14) /summary: 'summary' still holds the template word '{found}'. Write what this module is."],
            _module.With("summary", $"\"{summary}\"").Findings());

    [Theory]
    [InlineData("Collects TODO comments of all projects")]
    [InlineData("A sampler for modulated signals")]
    [InlineData("Takes a sample of each order, and files it")]
    [InlineData("Sends mails from a template of yours")]
    [InlineData("Todo lists for teams that share one")]
    [InlineData("Loads MyModules and others from disk")]
    public void A_summary_of_ordinary_words(string summary) => Assert.Empty(_module.With("summary", $"\"{summary}\"").Findings());

    [Fact]
    public void MB0014_a_description_from_a_template() =>
        Assert.Equal(
            ["MB0014 warning (9,18) /description: 'description' still holds the template word 'Describe your module'. Write what this module is."],
            _module.With("description", "\"# Orders\\n\\nDescribe your module.\"").Findings());

    public void Dispose() => _module.Dispose();
}
