namespace ModuleBuild.Core.Tests.Manifest.Rules;

/// <summary>MB3003.</summary>
public sealed class HostBoundRuleTests : IDisposable
{
    private readonly ModuleOnDisk _module = new();

    [Theory]
    [InlineData("[8.3,)", "[8.3,9.0)")]
    [InlineData("8.3", "[8.3,9.0)")]
    [InlineData("(8.3.1,)", "(8.3.1,9.0)")]
    [InlineData("8.*", "[8.0.0,9.0)")]
    [InlineData("2.0.0-beta.1", "[2.0.0-beta.1,3.0)")]
    public void A_host_without_an_upper_bound_is_bounded_by_its_next_major_version(string range, string mended)
    {
        _module.With("host", $$"""{ "Acme.Gateway": "{{range}}" }""");

        Assert.Equal(
            [$"MB3003 warning (7,29) /host/Acme.Gateway: Host range {range} of 'Acme.Gateway' has no upper bound. Write \"{mended}\": up to the next major version."],
            _module.Findings().Select(finding => finding));
        Assert.Contains($"\"Acme.Gateway\": \"{mended}\"", _module.Fixed(), StringComparison.Ordinal);
    }

    [Fact]
    public void The_range_in_an_object_is_found()
    {
        _module.With("host", """{ "Acme.Gateway": { "version": "8.3", "tested": ["8.3.0"] } }""");

        Assert.Contains("MB3003", Assert.Single(_module.Findings()), StringComparison.Ordinal);
        Assert.Contains("\"version\": \"[8.3,9.0)\"", _module.Fixed(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("*")]
    [InlineData("2147483647.0")]
    public void Where_no_next_major_version_is_known_nothing_is_rewritten(string range)
    {
        _module.With("host", $$"""{ "Acme.Gateway": "{{range}}" }""");

        Assert.EndsWith("Write the versions that you support, for example \"[8.3,9.0)\".", Assert.Single(_module.Findings()), StringComparison.Ordinal);
        Assert.Equal(_module.Text, _module.Fixed());
    }

    [Theory]
    [InlineData("[8.3,9.0)")]
    [InlineData("[8.3.1]")]
    [InlineData("(,9.0)")]
    public void A_bounded_host_is_fine(string range) => Assert.Empty(_module.With("host", $$"""{ "Acme.Gateway": "{{range}}" }""").Findings());

    /// <inheritdoc/>
    public void Dispose() => _module.Dispose();
}
