using System.Collections.Immutable;
using ModuleBuild.Core.Ports;

namespace ModuleBuild.Security.Compatibility.Sets;

/// <summary>What of a set was not compared, and why.</summary>
internal sealed class SetHoles
{
    private readonly SortedSet<string> _sentences = new(StringComparer.Ordinal);

    /// <summary>Members that ship assemblies of one name, by that name: which of them is loaded is not known.</summary>
    public IReadOnlyDictionary<string, List<SetMember>> Shared { get; set; } = ImmutableDictionary<string, List<SetMember>>.Empty;

    /// <summary>A sentence each, in ordinal order.</summary>
    public IEnumerable<string> Sentences => _sentences;

    /// <summary>A package cannot be opened.</summary>
    /// <param name="package">The package.</param>
    public void NotOpened(ModulePackage package) =>
        _sentences.Add($"{package.Id} {package.Version.ToNormalizedString()} was not compared: its package cannot be read.");

    /// <summary>An assembly cannot be read.</summary>
    /// <param name="member">Who ships it.</param>
    /// <param name="name">Its simple name.</param>
    public void NotRead(SetMember member, string name) => _sentences.Add($"{name}.dll of {member} was not compared: it cannot be read.");

    /// <summary>Assemblies are referred to.</summary>
    /// <param name="names">Their simple names.</param>
    public void Uses(IEnumerable<string> names)
    {
        foreach (var name in names)
        {
            if (Shared.TryGetValue(name, out var members))
            {
                _sentences.Add($"Calls of {name}.dll were not compared: {string.Join(" and ", members)} ship it.");
            }
        }
    }
}
