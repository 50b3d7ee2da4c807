using ModuleBuild.Core.Manifest;

namespace ModuleBuild.Core.Tests.Manifest.Rules;

public sealed class LicenseFileRuleTests : IDisposable
{
    private const string Gpl = "GNU GENERAL PUBLIC LICENSE\nVersion 3, 29 June 2007\n";
    private const string Apache = "Apache License\nVersion 2.0, January 2004\n";

    private readonly ModuleOnDisk _module = new();

    [Fact]
    public void MB0012_the_file_beside_the_manifest_reads_as_another_licence() =>
        Assert.Equal(
            ["MB0012 warning (5,14) /license: The licence is 'MIT', but LICENSE reads as GPL-3.0. Make them agree."],
            _module.WithFile("LICENSE", Gpl).Findings());

    [Theory]
    [InlineData("LICENSE.txt")]
    [InlineData("LICENSE.md")]
    [InlineData("LICENCE")]
    [InlineData("COPYING")]
    public void MB0012_under_each_usual_name(string name) =>
        Assert.Equal(
            [$"MB0012 warning (5,14) /license: The licence is 'MIT', but {name} reads as Apache-2.0. Make them agree."],
            _module.WithFile(name, Apache).Findings());

    [Theory]
    [InlineData("modulebuild.json")]
    [InlineData(".git/HEAD")]
    [InlineData(".git")]
    public void MB0012_the_file_of_the_workspace_or_repository(string marker)
    {
        _module.WithFile("../LICENSE", Gpl);
        Assert.Empty(_module.Findings());

        _module.WithFile($"../{marker}", "{}");

        Assert.Equal(
            ["MB0012 warning (5,14) /license: The licence is 'MIT', but ../LICENSE reads as GPL-3.0. Make them agree."],
            _module.Findings());
        Assert.Contains(_module["../LICENSE"], _module.Validate().ConsultedFiles);
    }

    [Fact]
    public void MB0012_the_nearest_file_counts() =>
        Assert.Empty(_module.WithFile("../modulebuild.json", "{}").WithFile("../LICENSE", Gpl).WithFile("LICENSE", "All rights reserved.").Findings());

    [Fact]
    public void MB0012_the_licence_of_the_project_counts_where_the_manifest_has_none() =>
        Assert.Equal(
            ["MB0012 warning (1,1) /license: The licence is 'MIT', but LICENSE reads as GPL-3.0. Make them agree."],
            _module.Without("license").WithFile("LICENSE", Gpl).Findings(new ProjectFacts { LicenseExpression = "MIT" }));

    [Theory]
    [InlineData("GPL-3.0-only", Gpl)]
    [InlineData("GPL-3.0-or-later", Gpl)]
    [InlineData("MIT OR GPL-3.0-or-later", Gpl)]
    [InlineData("MIT AND Apache-2.0", Apache)]
    [InlineData("Apache-2.0 WITH LLVM-exception", Apache)]
    [InlineData("LGPL-3.0-only", Gpl)]
    [InlineData("LicenseRef-Acme", Gpl)]
    [InlineData("JSON", Gpl)]
    [InlineData("MIT", "All rights reserved.")]
    [InlineData("MIT", "")]
    public void They_agree_or_nobody_can_tell(string expression, string text) =>
        Assert.Empty(_module.With("license", $"\"{expression}\"").WithFile("LICENSE", text).Findings());

    [Fact]
    public void A_licence_file_that_the_manifest_names_is_the_licence() =>
        Assert.Empty(_module.With("license", """{ "file": "LICENSE" }""").WithFile("LICENSE", Gpl).Findings());

    [Fact]
    public void UTF_16_is_read_too() =>
        Assert.Single(_module.WithFile("LICENSE", [.. System.Text.Encoding.Unicode.Preamble, .. System.Text.Encoding.Unicode.GetBytes(Gpl)]).Findings());

    [Fact]
    public void A_folder_of_that_name_is_no_licence_file()
    {
        Directory.CreateDirectory(_module["LICENSE"]);

        Assert.Empty(_module.Findings());
    }

    public void Dispose() => _module.Dispose();
}
