using ModuleBuild.Core.Diagnostics;
using ModuleBuild.Core.Manifest;
using ModuleBuild.Core.Manifest.EntryPoints;

namespace ModuleBuild.Core.Tests.Manifest.EntryPoints;

/// <summary>MB1001: the type is not there, and what may have been meant is said.</summary>
public sealed class EntryPointNotFoundTests : IDisposable
{
    private const string Body = "{ public void Configure(IHostApplicationBuilder b) { } }";
    private const string Hint = "Name a public class with 'public void Configure(IHostApplicationBuilder builder)': its namespace, '.', its name.";

    private readonly EntryPointScenario _scenario = new();

    [Theory]
    [InlineData($"namespace Acme.Orders; public class OrdersModule {Body}", "Acme.Orders.OrdersModul", "Did you mean 'Acme.Orders.OrdersModule'?")]
    [InlineData($"namespace Acme.Orders; public class OrdersModule {Body}", "acme.orders.ordersmodule", "Did you mean 'Acme.Orders.OrdersModule'?")]
    [InlineData($"namespace Acme; public class OrdersModule {Body}", "Contoso.Shipping.Imports.OrdersModule", "Did you mean 'Acme.OrdersModule'?")]
    [InlineData($"namespace Acme; public class OrdersModule {Body}", "Contoso.Shipping.Imports.OrderModule", "Did you mean 'Acme.OrdersModule'?")]
    [InlineData($"public class Outer {{ public class Module {Body} }}", "Outer.Module", "Did you mean 'Outer+Module'?")]
    [InlineData($"public class Alpha {Body} public class Orders {{ }}", "Order", "Did you mean 'Orders'?")]
    [InlineData($"public class Orders1 {Body} public class Orders {{ }}", "Order", "Did you mean 'Orders1'?")]
    [InlineData($"public class Alpha {Body} class Startup {{ }}", "Startu", "The only type that can be one is 'Alpha'.")]
    [InlineData($"public class Alpha {Body} public class Beta {Body}", "Zzzzzz", "Types that can be one: 'Alpha', 'Beta'.")]
    [InlineData("class Hidden { }", "Zzzzzz", Hint)]
    [InlineData("", "Module", Hint)]
    public void Nearest_type(string source, string type, string advice) =>
        AssertOnly($"Entry point '{type}' was not found in Acme.Orders.dll. {advice}", _scenario.Check(source, type));

    [Fact]
    public void A_type_of_another_assembly() =>
        AssertOnly(
            "Entry point 'M, Acme.Catalog' was not found in Acme.Orders.dll. Entry points live in the module's own assembly: "
            + "name a type of it, without ', Acme.Catalog'.",
            _scenario.Check($"public class M {Body}", "M, Acme.Catalog"));

    [Fact]
    public void Each_entry_point_has_its_own_finding()
    {
        var assembly = _scenario.Compile($"public class Orders {Body} class Hidden {Body}");

        var findings = _scenario.CheckFile(assembly, ["Order", "Orders", "Hidden"]);

        Assert.Equal(
            [("MB1001", "/entryPoints/0/type"), ("MB1002", "/entryPoints/2/type")],
            findings.Select(finding => (finding.Code, finding.Subject)));
    }

    [Fact]
    public void A_manifest_without_entry_points_needs_no_assembly() =>
        Assert.Empty(_scenario.CheckFile("/nowhere/Acme.Orders.dll", []));

    [Fact]
    public void An_entry_point_without_a_type_has_its_finding_elsewhere() =>
        Assert.Empty(_scenario.Check("", ""));

    [Fact]
    public void The_place_is_that_of_the_type()
    {
        var assembly = _scenario.Compile($"public class Orders {Body}");

        var findings = _scenario.CheckFile(assembly, ["Orders", "Order"]);

        Assert.Equal([new SourceLocation("module.json", 4, 30)], findings.Select(finding => finding.Location));
    }

    [Fact]
    public void The_only_type_that_can_be_one_is_written_by_a_fix()
    {
        var document = EntryPointScenario.Document("Acme.Modul");

        var finding = Assert.Single(EntryPointChecker.Check(document, _scenario.Compile($"namespace Acme; public class Module {Body} public class Other;"), []));

        Assert.Equal("Write \"Acme.Module\"", finding.Fix?.Title);
        Assert.Equal(
            EntryPointScenario.Document("Acme.Module").Bytes.ToArray(),
            FixApplier.Apply(document.Bytes.Span, [finding]).Content);
    }

    [Theory]
    [InlineData($"public class Alpha {Body} public class Beta {Body}", new[] { "Alpa" })]
    [InlineData($"public class Alpha {Body}", new[] { "Alpa", "Alfa" })]
    [InlineData($"public class Alpha {Body}", new[] { "Alpha", "Alpa" })]
    [InlineData("public class Alpha;", new[] { "Alpa" })]
    public void There_is_no_fix_where_more_than_one_answer_is_possible(string source, string[] types) =>
        Assert.All(_scenario.CheckFile(_scenario.Compile(source), types), finding => Assert.Null(finding.Fix));

    [Fact]
    public void Entries_that_have_findings_already_do_not_shift_the_others()
    {
        var document = ManifestReader.Read("module.json", """
            { "entryPoints": [
              { "scope": "a", "type": "not a type" },
              { "scope": "b" },
              { "scope": "c", "type": "Missing" },
              { "scope": "c", "type": "MissingToo" } ] }
            """u8.ToArray()).Document!;

        var finding = Assert.Single(EntryPointChecker.Check(document, _scenario.Compile(""), []));

        Assert.Equal("/entryPoints/2/type", finding.Subject);
        Assert.Equal(new SourceLocation("module.json", 4, 27), finding.Location);
    }

    internal static void AssertOnly(string message, IReadOnlyList<Finding> findings)
    {
        var finding = Assert.Single(findings);
        Assert.Equal(message, finding.Message);
        Assert.Equal("MB1001", finding.Code);
        Assert.Equal("/entryPoints/0/type", finding.Subject);
    }

    public void Dispose() => _scenario.Dispose();
}
