using ModuleBuild.Core.Manifest;
using ModuleBuild.Core.Manifest.Licensing;

namespace ModuleBuild.Core.Tests.Manifest.Rules;

public sealed class LicenseRuleTests : IDisposable
{
    private static readonly string ListVersion = SpdxExpression.LicenseListVersion;
    private readonly ModuleOnDisk _module = new();

    [Fact]
    public void MB0011_a_name_instead_of_an_identifier()
    {
        _module.With("license", "\"Apache 2\"");

        Assert.Equal(
            [$"MB0011 error (5,15) /license: 'Apache 2' is not an SPDX licence expression: "
                + $"'Apache' is not on the SPDX licence list {ListVersion}. Did you mean 'Apache-2.0'?"],
            _module.Findings());
        Assert.Equal(_module.Text.Replace("Apache 2", "Apache-2.0", StringComparison.Ordinal), _module.Fixed());
    }

    [Fact]
    public void MB0011_points_into_the_string()
    {
        _module.With("license", "\"MIT OR (ISC AND Foo)\"");

        Assert.Equal(
            [$"MB0011 error (5,31) /license: 'MIT OR (ISC AND Foo)' is not an SPDX licence expression: "
                + $"'Foo' is not on the SPDX licence list {ListVersion}."],
            _module.Findings());
        Assert.Equal(_module.Text, _module.Fixed());
    }

    [Fact]
    public void MB0011_points_at_the_string_where_it_has_escapes() =>
        Assert.Equal(
            [$"MB0011 error (5,14) /license: 'MIT/ISC' is not an SPDX licence expression: '/' is not an operator; write OR. Did you mean 'MIT OR ISC'?"],
            _module.With("license", "\"MIT\\/ISC\"").Findings());

    [Fact]
    public void MB0011_a_long_text_is_shortened() =>
        Assert.Contains(
            $"'{new string('x', 60)}…' is not an SPDX licence expression",
            _module.With("license", $"\"{new string('x', 100_000)}\"").Findings().Single(),
            StringComparison.Ordinal);

    [Fact]
    public void MB0029_a_deprecated_identifier()
    {
        _module.With("license", "\"GPL-3.0\"");

        Assert.Equal(
            ["MB0029 warning (5,14) /license: The SPDX licence list calls 'GPL-3.0' deprecated. Write 'GPL-3.0-only' or 'GPL-3.0-or-later'."],
            _module.Findings());
        Assert.Equal(_module.Text, _module.Fixed());
    }

    [Fact]
    public void MB0029_with_one_successor_is_rewritten()
    {
        _module.With("license", "\"MIT OR GPL-2.0+\"");

        Assert.Equal(
            ["MB0029 warning (5,14) /license: The SPDX licence list calls 'GPL-2.0+' deprecated. Write 'GPL-2.0-or-later'."],
            _module.Findings());
        Assert.Equal(_module.Text.Replace("GPL-2.0+", "GPL-2.0-or-later", StringComparison.Ordinal), _module.Fixed());
    }

    [Fact]
    public void MB0029_without_a_known_successor() =>
        Assert.Equal(
            ["MB0029 warning (5,14) /license: The SPDX licence list calls 'eCos-2.0' deprecated. See https://spdx.org/licenses/eCos-2.0.html for what to write."],
            _module.With("license", "\"eCos-2.0\"").Findings());

    [Fact]
    public void MB0028_the_project_says_another_licence() =>
        Assert.Equal(
            ["MB0028 error (5,14) /license: The licence is 'MIT', but the project's PackageLicenseExpression is 'Apache-2.0'. "
                + "Make them equal, or delete 'license' here."],
            _module.Findings(new ProjectFacts { LicenseExpression = "Apache-2.0" }));

    [Theory]
    [InlineData("MIT")]
    [InlineData("mit")]
    [InlineData("(MIT)")]
    [InlineData("nonsense")]
    public void The_project_says_the_same_licence_or_what_NuGet_will_refuse(string expression) =>
        Assert.Empty(_module.Findings(new ProjectFacts { LicenseExpression = expression }));

    public void Dispose() => _module.Dispose();
}
