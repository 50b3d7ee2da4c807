using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using ModuleBuild.Security.Capabilities.Bodies;

namespace ModuleBuild.Security.Capabilities.Summaries;

/// <summary>Which attributes stand where: those of a closure's own have code that runs when somebody asks for them; others name types that .NET makes.</summary>
/// <param name="reader">The assembly's metadata.</param>
/// <param name="types">Its types.</param>
/// <param name="members">Its members.</param>
internal sealed class AttributeUses(MetadataReader reader, TypeUses types, MemberUses members)
{
    // The compiler's and the debugger's name types that nobody makes.
    private static readonly string[] Silent = ["System.Runtime.CompilerServices.", "System.Diagnostics.", "Microsoft.CodeAnalysis."];

    private readonly Dictionary<EntityHandle, (int Type, bool NamesTypes)> _byConstructor = [];

    /// <summary>Each pair of holder and attribute once, in the order of the metadata; those that cannot be read are left out.</summary>
    public AttributeUse[] Read()
    {
        var uses = new List<AttributeUse>();
        var seen = new HashSet<(int Holder, int Attribute)>();
        foreach (var handle in reader.CustomAttributes)
        {
            try
            {
                var attribute = reader.GetCustomAttribute(handle);
                var (type, namesTypes) = Find(attribute.Constructor);
                if (type < 0 && !namesTypes)
                {
                    continue;
                }

                var holder = HolderOf(attribute.Parent);
                string[] named = namesTypes ? [.. NamedTypes(attribute)] : [];
                if (named.Length > 0 || (type >= 0 && seen.Add((holder, type))))
                {
                    uses.Add(new AttributeUse(holder, type, named));
                }
            }
            catch (Exception e) when (SummaryBuilder.IsDamage(e))
            {
                // An attribute that nobody can make.
            }
        }

        return [.. uses];
    }

    private int HolderOf(EntityHandle parent)
    {
        var type = parent.Kind switch
        {
            HandleKind.TypeDefinition => (TypeDefinitionHandle)parent,
            HandleKind.MethodDefinition => reader.GetMethodDefinition((MethodDefinitionHandle)parent).GetDeclaringType(),
            HandleKind.FieldDefinition => reader.GetFieldDefinition((FieldDefinitionHandle)parent).GetDeclaringType(),
            HandleKind.PropertyDefinition when reader.GetPropertyDefinition((PropertyDefinitionHandle)parent).GetAccessors() is var accessors =>
                DeclaringTypeOf(accessors.Getter.IsNil ? accessors.Setter : accessors.Getter),
            _ => default,
        };
        return type.IsNil ? -1 : MetadataTokens.GetRowNumber(type) - 1;
    }

    private TypeDefinitionHandle DeclaringTypeOf(MethodDefinitionHandle method) => method.IsNil ? default : reader.GetMethodDefinition(method).GetDeclaringType();

    private (int Type, bool NamesTypes) Find(EntityHandle constructor)
    {
        if (!_byConstructor.TryGetValue(constructor, out var found))
        {
            found = Read(constructor);
            _byConstructor.Add(constructor, found);
        }

        return found;
    }

    private (int Type, bool NamesTypes) Read(EntityHandle constructor)
    {
        var type = constructor.Kind switch
        {
            HandleKind.MethodDefinition => types.Of(reader.GetMethodDefinition((MethodDefinitionHandle)constructor).GetDeclaringType()),
            HandleKind.MemberReference => types.Of(reader.GetMemberReference((MemberReferenceHandle)constructor).Parent),
            _ => -1,
        };
        if (type < 0 || Array.Exists(Silent, start => types[type].Text.StartsWith(start, StringComparison.Ordinal)))
        {
            return (-1, false);
        }

        var namesTypes = members.Of(constructor)?.Signature.Parameters.Contains("System.Type") == true;
        return (GenericInterest.IsOurs(types, type) ? type : -1, namesTypes);
    }

    private IEnumerable<string> NamedTypes(CustomAttribute attribute) => attribute.DecodeValue(new AttributeTypes(reader)).FixedArguments
        .Where(argument => argument.Type == AttributeTypes.Type)
        .Select(argument => argument.Value)
        .OfType<string>()
        .Select(name => name.Split(',')[0].Trim());
}
