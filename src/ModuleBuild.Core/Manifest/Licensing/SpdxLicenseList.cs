using System.Collections.Immutable;

namespace ModuleBuild.Core.Manifest.Licensing;

/// <summary>A line of the list.</summary>
/// <param name="Id">Identifier in its own case.</param>
/// <param name="IsException">Whether it is an exception, which stands after WITH, and not a licence.</param>
/// <param name="IsDeprecated">Whether the list advises against it.</param>
/// <param name="Name">Full name, or empty.</param>
internal sealed record SpdxLicenseListEntry(string Id, bool IsException, bool IsDeprecated, string Name);

/// <summary>The SPDX licence list as shipped in <c>spdx-license-list.txt</c>.</summary>
internal sealed class SpdxLicenseList
{
    private static readonly Lazy<SpdxLicenseList> Loaded = new(() => new SpdxLicenseList(LicensingData.Lines("spdx-license-list.txt")));

    private readonly Dictionary<string, SpdxLicenseListEntry> _byId = new(900, StringComparer.OrdinalIgnoreCase);

    private SpdxLicenseList(IEnumerable<string> lines)
    {
        var isException = false;
        foreach (var line in lines)
        {
            if (line.StartsWith("version=", StringComparison.Ordinal))
            {
                Version = line["version=".Length..];
            }
            else if (line.StartsWith('['))
            {
                isException = line == "[exceptions]";
            }
            else
            {
                var first = line.IndexOf('|', StringComparison.Ordinal);
                var second = line.IndexOf('|', first + 1);
                var id = line[..first];
                _byId.Add(id, new SpdxLicenseListEntry(id, isException, second > first + 1, line[(second + 1)..]));
            }
        }
    }

    public static SpdxLicenseList Shared => Loaded.Value;

    public string Version { get; } = string.Empty;

    public IEnumerable<SpdxLicenseListEntry> Entries => _byId.Values;

    /// <summary>The licence or exception with an identifier, in any case, or null.</summary>
    public SpdxLicenseListEntry? Find(string id) => _byId.GetValueOrDefault(id);

    /// <summary>What to write today in place of a deprecated GNU licence; empty where that is no matter of a suffix.</summary>
    /// <param name="id">The deprecated identifier.</param>
    /// <param name="orLater">Whether <c>+</c> follows it.</param>
    public ImmutableArray<string> Successors(string id, bool orLater) =>
        Find(id + "-only") is not { } only || Find(id + "-or-later") is not { } later ? []
        : orLater ? [later.Id]
        : [only.Id, later.Id];
}
