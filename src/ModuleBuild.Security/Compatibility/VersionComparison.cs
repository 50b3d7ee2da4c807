using System.Collections.Immutable;
using System.Reflection.Metadata;
using ModuleBuild.Security.Compatibility.Metadata;
using ModuleBuild.Security.Compatibility.Uses;
using NuGet.Versioning;

namespace ModuleBuild.Security.Compatibility;

/// <summary>A member that is not there for the module.</summary>
/// <param name="Member">The member.</param>
/// <param name="Presence">Why.</param>
internal readonly record struct MissingMember(UsedMember Member, Presence Presence);

/// <summary>What one version of a host means for a module.</summary>
/// <param name="Missing">Members that are not there.</param>
/// <param name="Open">Members that the module does not implement.</param>
/// <param name="Obsolete">What obsolete members that it uses say, by what is shown of them.</param>
internal sealed record VersionResult(
    ImmutableArray<MissingMember> Missing, ImmutableArray<MissingImplementation> Open, ImmutableSortedDictionary<string, string> Obsolete)
{
    /// <summary>The version.</summary>
    public NuGetVersion Version { get; init; } = new(0, 0, 0);

    /// <summary>Whether the module works with it.</summary>
    public bool Works => Missing.IsEmpty && Open.IsEmpty;

    /// <summary>What is new against another version.</summary>
    public VersionResult Without(VersionResult other) => this with
    {
        Missing = [.. Missing.Except(other.Missing)],
        Open = [.. Open.Except(other.Open)],
    };
}

/// <summary>Looks for what a module uses in one version of a host.</summary>
internal static class VersionComparison
{
    private const string ObsoleteAttribute = "System.ObsoleteAttribute";

    // Written by compilers for compilers that are older than a feature.
    private const string FeatureAttribute = "System.Runtime.CompilerServices.CompilerFeatureRequiredAttribute";

    /// <summary>Looks.</summary>
    /// <param name="module">The module's assembly.</param>
    /// <param name="uses">What it uses.</param>
    /// <param name="watched">Simple names of the host's assemblies.</param>
    /// <param name="set">The version, with all others and the module.</param>
    public static VersionResult Run(ApiAssembly module, ModuleUses uses, IReadOnlySet<string> watched, ApiSet set)
    {
        var missing = ImmutableArray.CreateBuilder<MissingMember>();
        var obsolete = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        try
        {
            foreach (var member in uses.Members)
            {
                var lookup = MemberLookup.Find(set, member.Assembly, member.Type, member.Key, module.Name);
                if (lookup.Presence != Presence.There)
                {
                    missing.Add(new MissingMember(member, lookup.Presence));
                }
                else if (lookup.Type is not null && ObsoleteText(lookup) is { } text)
                {
                    obsolete.TryAdd(member.Display, text);
                }
            }

            return new VersionResult(WholesFirst(missing), [.. MissingImplementations.Find(module, watched, set).Distinct()], obsolete.ToImmutable());
        }
        catch (Exception e) when (DamagedBytes.Explain(e))
        {
            return new VersionResult([], [], ImmutableSortedDictionary<string, string>.Empty); // who restores that version is told
        }
    }

    // Of an assembly or a type that is gone the members need not be told.
    private static ImmutableArray<MissingMember> WholesFirst(IEnumerable<MissingMember> missing)
    {
        var all = missing.ToList();
        var assemblies = all.Where(each => each.Presence == Presence.NoAssembly).GroupBy(each => each.Member.Assembly)
            .Select(group => new MissingMember(new UsedMember(UseKind.Uses, group.Key, group.Key + ".dll", null), Presence.NoAssembly));
        var types = all.Where(each => each.Presence == Presence.NoType || (each.Presence == Presence.Hidden && each.Member.Key is null))
            .GroupBy(each => (each.Member.Assembly, each.Member.Type))
            .Select(group => new MissingMember(new UsedMember(UseKind.Uses, group.Key.Assembly, group.Key.Type, null), group.First().Presence))
            .ToList();
        var gone = types.Select(each => each.Member.Type).ToHashSet(StringComparer.Ordinal);
        var members = all.Where(each => each.Presence is Presence.NoMember or Presence.Hidden && !gone.Contains(each.Member.Type));
        return [.. assemblies, .. types, .. members];
    }

    private static string? ObsoleteText(Lookup found)
    {
        var reader = found.Type!.Assembly.Reader;
        return found.Member.Kind switch
        {
            HandleKind.MethodDefinition when !found.Member.IsNil => OfMethod(found.Type, (MethodDefinitionHandle)found.Member),
            HandleKind.FieldDefinition when !found.Member.IsNil =>
                Text(reader, reader.GetFieldDefinition((FieldDefinitionHandle)found.Member).GetCustomAttributes()),
            _ => Text(reader, found.Type.Definition.GetCustomAttributes()),
        };
    }

    private static string? OfMethod(ApiType type, MethodDefinitionHandle handle)
    {
        var reader = type.Assembly.Reader;
        foreach (var each in type.Definition.GetProperties())
        {
            var property = reader.GetPropertyDefinition(each);
            var accessors = property.GetAccessors();
            if (accessors.Getter == handle || accessors.Setter == handle)
            {
                return Text(reader, property.GetCustomAttributes()) ?? Text(reader, reader.GetMethodDefinition(handle).GetCustomAttributes());
            }
        }

        foreach (var each in type.Definition.GetEvents())
        {
            var accessors = reader.GetEventDefinition(each).GetAccessors();
            if (accessors.Adder == handle || accessors.Remover == handle)
            {
                return Text(reader, reader.GetEventDefinition(each).GetCustomAttributes());
            }
        }

        return Text(reader, reader.GetMethodDefinition(handle).GetCustomAttributes());
    }

    private static string? Text(MetadataReader reader, CustomAttributeHandleCollection attributes) =>
        attributes.Count == 0 || AttributeTexts.Of(reader, attributes, FeatureAttribute).Any()
            ? null
            : AttributeTexts.Of(reader, attributes, ObsoleteAttribute).FirstOrDefault();
}
