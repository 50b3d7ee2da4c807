using System.Reflection;
using System.Reflection.Metadata;

namespace ModuleBuild.Security.Capabilities.Summaries;

/// <summary>Reads what a type is.</summary>
internal static class TypeTraitsOf
{
    private const int MostDepth = 32;

    public static TypeTraits Read(MetadataReader reader, TypeDefinition type, string baseType) =>
        ((type.Attributes & TypeAttributes.Interface) != 0 ? TypeTraits.Interface : TypeTraits.None)
        | ((type.Attributes & TypeAttributes.Abstract) != 0 ? TypeTraits.Abstract : TypeTraits.None)
        | (baseType is "System.ValueType" or "System.Enum" ? TypeTraits.ValueType : TypeTraits.None)
        | ((type.Attributes & TypeAttributes.BeforeFieldInit) != 0 ? TypeTraits.RelaxedInitialization : TypeTraits.None)
        | (baseType == "System.MulticastDelegate" ? TypeTraits.Delegate : TypeTraits.None)
        | (IsVariant(reader, type) ? TypeTraits.Variant : TypeTraits.None)
        | (IsVisible(reader, type) ? TypeTraits.Visible : TypeTraits.None);

    private static bool IsVariant(MetadataReader reader, TypeDefinition type)
    {
        foreach (var parameter in type.GetGenericParameters())
        {
            if ((reader.GetGenericParameter(parameter).Attributes & GenericParameterAttributes.VarianceMask) != 0)
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsVisible(MetadataReader reader, TypeDefinition type)
    {
        for (var depth = 0; depth < MostDepth; depth++)
        {
            switch (type.Attributes & TypeAttributes.VisibilityMask)
            {
                case TypeAttributes.Public:
                    return true;
                case TypeAttributes.NestedPublic or TypeAttributes.NestedFamily or TypeAttributes.NestedFamORAssem:
                    var outer = type.GetDeclaringType();
                    if (outer.IsNil)
                    {
                        return false;
                    }

                    type = reader.GetTypeDefinition(outer);
                    break;
                default:
                    return false;
            }
        }

        return false;
    }
}

/// <summary>Reads what a method is.</summary>
internal static class MethodTraitsOf
{
    public static MethodTraits Read(MetadataReader reader, MethodDefinition method)
    {
        var attributes = method.Attributes;
        var access = attributes & MethodAttributes.MemberAccessMask;
        var special = (attributes & MethodAttributes.SpecialName) != 0;
        return ((attributes & MethodAttributes.Static) != 0 ? MethodTraits.Static : MethodTraits.None)
            | ((attributes & MethodAttributes.Virtual) != 0 ? MethodTraits.Virtual : MethodTraits.None)
            | ((attributes & MethodAttributes.Abstract) != 0 ? MethodTraits.Abstract : MethodTraits.None)
            | ((attributes & MethodAttributes.NewSlot) != 0 ? MethodTraits.NewSlot : MethodTraits.None)
            | (access is MethodAttributes.Public or MethodAttributes.Family or MethodAttributes.FamORAssem ? MethodTraits.Visible : MethodTraits.None)
            | (access is MethodAttributes.Private or MethodAttributes.PrivateScope ? MethodTraits.Private : MethodTraits.None)
            | ((attributes & MethodAttributes.PinvokeImpl) != 0 ? MethodTraits.Native : MethodTraits.None)
            | (special && reader.StringComparer.Equals(method.Name, ".ctor") ? MethodTraits.Constructor : MethodTraits.None)
            | (special && (reader.StringComparer.StartsWith(method.Name, "set_") || reader.StringComparer.StartsWith(method.Name, "get_")) ? MethodTraits.PropertyAccessor : MethodTraits.None);
    }
}
