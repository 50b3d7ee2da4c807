using ModuleBuild.Core.Capabilities;

namespace ModuleBuild.Security.Capabilities;

/// <summary>The map that this version ships with; the analyzer has the same bytes.</summary>
public static class SharedMap
{
    private static readonly Lazy<CapabilityMap> Loaded = new(() =>
    {
        using var stream = typeof(CapabilityMap).Assembly.GetManifestResourceStream("capabilities.map")!;
        using var reader = new StreamReader(stream);
        return CapabilityMap.Parse(reader.ReadToEnd()).Map;
    });

    /// <summary>The map.</summary>
    public static CapabilityMap Map => Loaded.Value;
}
