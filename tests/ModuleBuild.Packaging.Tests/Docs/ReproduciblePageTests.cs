using System.Globalization;
using ModuleBuild.Packaging.Docs;
using NuGet.Versioning;

namespace ModuleBuild.Packaging.Tests.Docs;

public sealed class ReproduciblePageTests
{
    private static readonly ModulePages Expected = ModuleDocs.Render(SampleModules.OrdersRequest);

    [Theory]
    [InlineData("tr-TR")]
    [InlineData("ar-SA")]
    [InlineData("de-DE")]
    [InlineData("sv-SE")]
    public void The_culture_does_not_matter(string culture)
    {
        var before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(culture);

            Assert.Equal(Expected, ModuleDocs.Render(SampleModules.OrdersRequest));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void The_order_of_target_frameworks_does_not_matter() => Assert.Equal(
        Expected, ModuleDocs.Render(SampleModules.OrdersRequest with { Closures = [.. SampleModules.OrdersRequest.Closures.Reverse()] }));

    [Fact]
    public void The_version_of_the_module_does_not_matter() => Assert.Equal(
        Expected, ModuleDocs.Render(SampleModules.OrdersRequest with { Manifest = SampleModules.Orders with { Version = SemanticVersion.Parse("9.9.9-ci.1") } }));

    [Fact]
    public void Nothing_of_the_machine_is_in_it()
    {
        Assert.DoesNotContain("/somewhere", Expected.Page + Expected.ReadmeSection, StringComparison.Ordinal);
        Assert.DoesNotContain('\r', Expected.Page + Expected.ReadmeSection);
    }
}
