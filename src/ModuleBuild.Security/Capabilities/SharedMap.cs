using System.Security.Cryptography;
using System.Text;
using ModuleBuild.Core.Capabilities;

namespace ModuleBuild.Security.Capabilities;

/// <summary>The map that this version ships with; the analyzer has the same bytes.</summary>
public static class SharedMap
{
    private static readonly Lazy<string> Text = new(() =>
    {
        using var stream = typeof(CapabilityMap).Assembly.GetManifestResourceStream("capabilities.map")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    });

    private static readonly Lazy<CapabilityMap> Loaded = new(() => CapabilityMap.Parse(Text.Value).Map);

    private static readonly Lazy<string> Hash = new(() => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Text.Value)))[..12]);

    /// <summary>The map.</summary>
    public static CapabilityMap Map => Loaded.Value;

    /// <summary>First characters of the SHA-256 of the map: two maps have two versions.</summary>
    public static string Version => Hash.Value;
}
