extern alias core;

using core::ModuleBuild.Core.Diagnostics;

namespace ModuleBuild.Analyzers.Tests.Manifest;

/// <summary>The analyzer knows nobody, so it says its codes again; here both are held together.</summary>
public sealed class CatalogTests
{
    [Fact]
    public void Descriptors_are_those_of_the_catalogue() => Assert.All(new PermissionAnalyzer().SupportedDiagnostics, descriptor =>
    {
        var entry = Assert.IsType<DiagnosticDescriptor>(DiagnosticCatalog.Find(descriptor.Id));
        Assert.Equal(entry.Title, descriptor.Title.ToString(System.Globalization.CultureInfo.InvariantCulture));
        Assert.Equal(entry.MessageFormat, descriptor.MessageFormat.ToString(System.Globalization.CultureInfo.InvariantCulture));
        Assert.Equal(entry.DefaultSeverity.ToString(), descriptor.DefaultSeverity.ToString());
        Assert.Equal(entry.Category.ToString(), descriptor.Category);
        Assert.Equal(entry.HelpLink, descriptor.HelpLinkUri);
    });
}
