using ModuleBuild.Security.Capabilities.Linking;
using ModuleBuild.Security.Capabilities.Summaries;

namespace ModuleBuild.Security.Capabilities.Slicing;

/// <summary>Attributes that become objects: because somebody asks for them, or because .NET looks for those that derive from its own.</summary>
/// <param name="creations">Told of their types.</param>
internal sealed class AttributeObjects(Creations creations)
{
    /// <summary>Somebody asks for the attributes of something: of a type those of it and its members, else those of the assembly.</summary>
    /// <param name="assembly">Who asks.</param>
    /// <param name="edge">The type that has them and the type that they have.</param>
    public void Ask(LinkedAssembly assembly, Edge edge)
    {
        if (edge.Operand < 0)
        {
            foreach (var made in Own(assembly, edge.Extra))
            {
                creations.Add(made, CreationLevel.Filled);
            }

            return;
        }

        foreach (var type in assembly.Resolve(edge.Operand).Type?.Supertypes.Chain ?? [])
        {
            foreach (var made in Wanted(type.Type.Assembly, type.Type.Assembly.AttributesOf(type.Type.Row), assembly, edge.Extra))
            {
                creations.Add(made, CreationLevel.Filled);
            }
        }
    }

    /// <summary>.NET looks at a type: at attributes that derive from its own (filters, validation), and at types that attributes name.</summary>
    public void Look(TypeNode type, CreationLevel level)
    {
        foreach (var use in type.Assembly.AttributesOf(type.Row))
        {
            if (use.Attribute >= 0 && type.Assembly.Resolve(use.Attribute).Type is { } attribute && IsActive(attribute))
            {
                creations.Add(attribute, CreationLevel.Filled);
            }

            foreach (var name in level >= CreationLevel.Token ? use.Types : [])
            {
                if (type.Assembly.Universe.Find(type.Assembly, name) is { } named)
                {
                    creations.Add(named, level);
                }
            }
        }
    }

    private static bool IsActive(TypeNode attribute) =>
        attribute.Supertypes.ForeignInterfaces.Count > 0 || attribute.Supertypes.ForeignBase is not (null or "System.Attribute");

    // All attributes of an assembly may be many, and the question is the same in many methods.
    private static TypeNode[] Own(LinkedAssembly assembly, int wanted)
    {
        if (!assembly.OwnAttributes.TryGetValue(wanted, out var types))
        {
            types = [.. Wanted(assembly, assembly.Summary.Attributes, assembly, wanted).Distinct()];
            assembly.OwnAttributes.Add(wanted, types);
        }

        return types;
    }

    private static IEnumerable<TypeNode> Wanted(LinkedAssembly of, IEnumerable<AttributeUse> uses, LinkedAssembly asks, int wanted)
    {
        foreach (var use in uses)
        {
            if (use.Attribute >= 0 && of.Resolve(use.Attribute).Type is { } type && IsWanted(type, asks, wanted))
            {
                yield return type;
            }
        }
    }

    private static bool IsWanted(TypeNode type, LinkedAssembly asks, int wanted)
    {
        if (wanted < 0)
        {
            return true;
        }

        var text = asks.Summary.TypeUses[wanted].Text;
        return asks.Resolve(wanted).Type is { } filter
            ? type.Supertypes.All.Any(entry => entry.Type == filter)
            : text is "System.Attribute" or "System.Object" || type.Supertypes.ForeignBase == text;
    }
}
