using ModuleBuild.Core.Manifest;

namespace ModuleBuild.Core.Tests.Manifest.Rules;

/// <summary>MB0028, a rule at a time.</summary>
public sealed class ContradictionTests : IDisposable
{
    private static readonly ProjectFacts Project = new() { PackageId = "Acme.Orders" };
    private readonly ModuleOnDisk _module = new();

    [Fact]
    public void It_depends_on_itself()
    {
        _module.With("dependencies", """{ "Acme.Catalog": "[2.1,3.0)", "acme.orders": "1.0" }""");

        Assert.Equal(
            ["MB0028 error (9,50) /dependencies/acme.orders: The module 'Acme.Orders' depends on itself. Delete this entry."],
            _module.Findings(Project));
        Assert.Equal(_module.Text.Replace(", \"acme.orders\": \"1.0\"", "", StringComparison.Ordinal), _module.Fixed(Project));
        Assert.Empty(_module.Findings());
    }

    [Fact]
    public void It_conflicts_with_itself() =>
        Assert.Equal(
            ["MB0028 error (10,18) /conflicts/Acme.Orders: The module 'Acme.Orders' conflicts with itself. Delete this entry."],
            _module.With("id", "\"Acme.Orders\"").With("conflicts", """{ "Acme.Orders": "[0.1,1.0)" }""").Findings());

    [Fact]
    public void It_is_loaded_after_itself()
    {
        _module.With("loadAfter", """["Acme.Mail", "Acme.Orders"]""");

        Assert.Equal(
            ["MB0028 error (9,30) /loadAfter/1: The module 'Acme.Orders' is loaded after itself. Delete this entry."],
            _module.Findings(Project));
        Assert.Equal(_module.Text.Replace(", \"Acme.Orders\"", "", StringComparison.Ordinal), _module.Fixed(Project));
    }

    [Fact]
    public void It_is_replaced_by_itself() =>
        Assert.Equal(
            ["MB0028 error (9,70) /deprecated/replacement: The module 'Acme.Orders' is deprecated in favour of itself. "
                + "Name the module that replaces it, or delete 'replacement'."],
            _module.With("deprecated", """{ "message": "No longer maintained.", "replacement": "Acme.Orders" }""").Findings(Project));

    [Theory]
    [InlineData("[2.1,3.0)", "*")]
    [InlineData("[2.1,3.0)", "[2.0,3.0)")]
    [InlineData("[2.1]", "[2.1,)")]
    public void It_conflicts_with_all_that_it_depends_on(string dependency, string conflict) =>
        Assert.Equal(
            [$"MB0028 error (10,18) /conflicts/acme.catalog: The module depends on 'Acme.Catalog' {dependency} and conflicts with {conflict}, "
                + "which is all of it. Narrow one of the two."],
            _module.With("dependencies", $$"""{ "Acme.Catalog": "{{dependency}}" }""").With("conflicts", $$"""{ "acme.catalog": "{{conflict}}" }""").Findings());

    [Theory]
    [InlineData("[2.1,3.0)", "[2.1.3]")]
    [InlineData("[2.1,3.0)", "(,2.0)")]
    [InlineData("2.1", "[3.0,)")]
    public void It_conflicts_with_some_versions_of_what_it_depends_on(string dependency, string conflict) =>
        Assert.Empty(
            _module.With("dependencies", $$"""{ "Acme.Catalog": "{{dependency}}" }""").With("conflicts", $$"""{ "Acme.Catalog": "{{conflict}}" }""").Findings());

    [Fact]
    public void It_conflicts_with_its_host() =>
        Assert.Equal(
            ["MB0028 error (9,18) /conflicts/Acme.Gateway: The module runs on 'Acme.Gateway' [8.3,9.0) and conflicts with *, which is all of it. "
                + "Narrow one of the two."],
            _module.With("conflicts", """{ "Acme.Gateway": "*" }""").Findings());

    [Fact]
    public void A_host_is_also_a_dependency() =>
        Assert.Equal(
            ["MB0028 error (9,21) /dependencies/acme.gateway: 'acme.gateway' is a host and a dependency. "
                + "A host is there before its modules: keep it in 'host' alone."],
            _module.With("dependencies", """{ "acme.gateway": "8.3" }""").Findings());

    [Fact]
    public void It_was_tested_on_a_host_that_its_range_leaves_out() =>
        Assert.Equal(
            ["MB0028 error (7,75) /host/Acme.Gateway/tested/1: The module was tested on 'Acme.Gateway' 9.1.0, which its range [8.3,9.0) leaves out. "
                + "Widen the range, or delete the version."],
            _module.With("host", """{ "Acme.Gateway": { "version": "[8.3,9.0)", "tested": ["8.4.0", "9.1.0"] } }""").Findings());

    [Fact]
    public void A_dependency_is_needed_in_a_scope_that_the_module_does_not_enter() =>
        Assert.Equal(
            ["MB0028 error (9,82) /dependencies/Acme.Mail/scopes/1: 'Acme.Mail' is needed in scope 'designer', which has no entry point. "
                + "The module enters 'gateway'."],
            _module.With("dependencies", """{ "Acme.Mail": { "version": "[1.0,2.0)", "scopes": ["gateway", "designer"] } }""").Findings());

    public void Dispose() => _module.Dispose();
}
