using ModuleBuild.Packaging.Docs;
using ModuleBuild.Testing;

namespace ModuleBuild.Packaging.Tests.Docs;

public sealed class ModulePageTests
{
    [Fact]
    public void A_module_that_uses_every_field()
    {
        var pages = ModuleDocs.Render(SampleModules.OrdersRequest);

        Assert.Equal(ApprovedFile.Expect("orders.page.md", pages.Page), pages.Page);
        Assert.Equal(ApprovedFile.Expect("orders.readme.md", pages.ReadmeSection), pages.ReadmeSection);
    }

    [Fact]
    public void The_smallest_module_has_no_empty_sections()
    {
        var pages = ModuleDocs.Render(new DocsRequest(SampleModules.Smallest, [], null));

        Assert.Equal(ApprovedFile.Expect("smallest.page.md", pages.Page), pages.Page);
        Assert.Equal(ApprovedFile.Expect("smallest.readme.md", pages.ReadmeSection), pages.ReadmeSection);
    }
}
