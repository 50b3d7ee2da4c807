using ModuleBuild.Core.Capabilities;

namespace ModuleBuild.Security.Tests.Capabilities;

/// <summary>The map as it ships.</summary>
public sealed class SharedMapTests
{
    [Fact]
    public void Every_line_is_understood()
    {
        using var stream = typeof(CapabilityMap).Assembly.GetManifestResourceStream("capabilities.map")!;
        using var reader = new StreamReader(stream);

        Assert.Empty(CapabilityMap.Parse(reader.ReadToEnd()).Problems);
    }
}
